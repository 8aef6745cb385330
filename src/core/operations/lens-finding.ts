import { AppError } from '../../contract/errors.ts'
import type { Lens } from '../../contract/model/lens.ts'
import { shelve, type Shelved } from '../engines/lenses/shelf.ts'
import type { LensFiles } from './hands.ts'

export async function shelf(files: LensFiles): Promise<Shelved[]> {
  const [builtIn, own] = await Promise.all([files.builtIn(), files.own()])
  return shelve({ builtIn, own })
}

/** The lens with this id, whole; or why it cannot be used. */
export async function getLens(files: LensFiles, id: string): Promise<Lens> {
  const found = (await shelf(files)).find((one) => one.id === id)
  if (!found) throw unknownLens(id)
  if (found.lens) return found.lens
  const back = found.origin === 'yours-in-place' ? ' Take your file away to have the built-in one again.' : ''
  throw new AppError('invalid_input', `Your lens ${id} cannot be used as it is`, {
    hint: `See \`dreamcanvas lenses check ${id}\`.${back}`,
  })
}

/** Waking words go to a model only through a lens that can make use of them. */
export function refuseReflection({ id, given }: Lens): void {
  if (given.includes('reflection')) return
  throw new AppError('refused', `The lens ${id} makes no use of your waking words`, {
    hint: 'It gets the dream alone; leave the reflection out.',
  })
}

export function unknownLens(id: string): AppError {
  return new AppError('not_found', `There is no lens ${id}`, {
    hint: 'See `dreamcanvas lenses`, or begin one of your own with `dreamcanvas lenses new`.',
  })
}
