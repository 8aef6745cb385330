import { processIo } from './io.ts'
import { run } from './run.ts'

/** The command with the real terminal round it. */
export function runMain(args: readonly string[]): Promise<number> {
  return run(args, processIo())
}
