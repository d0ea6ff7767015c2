export { type NewStack, newStack } from './new-stack.ts';
