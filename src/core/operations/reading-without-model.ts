import type { AppError } from '../../contract/errors.ts'

/**
 * What becomes of a reading where no model can be asked: it says why. The one place for a reader that needs none.
 */
export function readWithoutModel(because: AppError): never {
  throw because
}
