import { readLists } from '../../src/core/engines/reading/lists.ts'
import { readSafetyTexts } from '../../src/core/reading-scope.ts'

/** The lists that come with the program, read as it reads them. */
export async function safetyLists() {
  return readLists(await readSafetyTexts())
}
