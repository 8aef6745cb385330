import { AppError } from '../../contract/errors.ts'
import type { Cli } from '../cli.ts'

/**
 * Saves, and lets the draft go once the words are in the journal: also where somebody else was quicker, for then they
 * are kept there as the other version.
 */
export async function savingOrKeptBeside<T>(cli: Cli, save: () => Promise<T>): Promise<T> {
  try {
    const saved = await save()
    await cli.saved()
    return saved
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'conflict') await cli.saved()
    throw thrown
  }
}
