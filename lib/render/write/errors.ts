import { type Fault, FaultsError } from '../../model/fault.ts';

/** Node's own errors have codes as well, such as ERR_INVALID_ARG_TYPE: those are mistakes of ours. */
const SYSTEM_CODE = /^E[A-Z0-9]+$/;

/** The code of an error of the operating system (`ENOSPC`), undefined for any other error. */
export function errorCode(error: unknown): string | undefined {
  const code = error === null || typeof error !== 'object' ? undefined : Reflect.get(error, 'code');
  return typeof code === 'string' && SYSTEM_CODE.test(code) ? code : undefined;
}

/** What an error says. */
export function errorMessage(error: unknown): string {
  return error !== null && typeof error === 'object' && 'message' in error ? String(error.message) : String(error);
}

/** Runs `work`; file system errors with one of the codes are ignored. */
export function ignoring(codes: readonly string[], work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!codes.includes(errorCode(error) ?? '')) throw error;
  }
}

/** What an error of the operating system says, without the call and its paths, which may be names of ours: `EACCES: permission denied`. */
export function systemReason(error: unknown): string {
  return errorMessage(error).split(',')[0]!;
}

/** What a user reads when the disk is full or a folder may not be written: the error as one fault. Other errors stay themselves. */
export function asFaults(error: unknown, out: string): unknown {
  if (errorCode(error) === undefined) return error;
  const fault: Fault = {
    owner: out,
    path: '',
    found: `the error "${errorMessage(error)}"`,
    expected: 'a folder with free space that this user may write',
    repair: 'The rendered files are as they were. Mend the cause, then run synth again.',
  };
  return new FaultsError([fault]);
}

/** Something else stands where a folder is needed. */
export function notAFolder(path: string): Fault {
  return {
    owner: path,
    path: '',
    found: 'a file or a symbolic link',
    expected: 'a folder, or nothing',
    repair: 'Move it away, or synth into another folder. Nothing was written.',
  };
}
