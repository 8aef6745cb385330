import { AppError } from '../../../contract/errors.ts'

/** A model that runs elsewhere is given nothing before the person has allowed that very one. */
export function refusedRemote(name: string, host: string | null): AppError {
  const where = host === null ? 'in somebody’s cloud' : `at ${host}`
  return new AppError('refused', `${name} runs ${where}, not on this machine`, {
    hint: `If you want it to be given your dreams all the same: \`dreamcanvas models allow ${name}\`.`,
    details: { model: name, host },
  })
}
