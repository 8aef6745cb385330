/** Why a task cannot start, and what the person can do; said without a stack. */
export class Stop extends Error {
  name = 'Stop'
}
