import { surviveNone } from './survive-none.ts';

surviveNone('dev');
