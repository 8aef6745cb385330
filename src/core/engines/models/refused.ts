import { AppError } from '../../../contract/errors.ts'

/** A model that runs elsewhere is given nothing before the person has allowed that very one. */
export function refusedRemote(name: string, host: string | null): AppError {
  return new AppError('refused', `${name} runs at ${host ?? 'somebody’s cloud'}, not on this machine`, {
    hint: `If you want it to be given your dreams all the same: \`dreamcanvas models allow ${name}\`.`,
    details: { model: name, host },
  })
}
