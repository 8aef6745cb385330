import { expect, onTestFinished, test } from 'vitest'
import { AppError, ERROR_CODES } from '../../src/contract/errors.ts'
import { serveHttp } from '../../src/rpc/http.ts'
import { createProbe } from '../support/probe.ts'

async function openServer() {
  const server = await serveHttp(createProbe().router)
  onTestFinished(() => server.close().catch(() => {})) // a test may have closed it
  const post = (path: string, body: string) =>
    fetch(`${server.url}/${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
  return { ...server, post }
}

test.each(ERROR_CODES)('%s has its own HTTP status', async (code) => {
  const { post } = await openServer()

  const { status } = await post('probe/fail', JSON.stringify({ json: { code } }))

  expect(status).toBe(new AppError(code, '').httpStatus)
})

test('it listens on this machine only', async () => {
  const { url } = await openServer()

  expect(new URL(url).hostname).toBe('127.0.0.1')
})

test.each([
  ['another path', '../elsewhere', '{}', 404],
  ['no such operation', 'probe/fly', '{}', 404],
  ['what is not JSON', 'probe/measure', '{"json":', 400],
  ['what is not input', 'probe/measure', '[1]', 400],
])('%s is answered, not served', async (_, path, body, status) => {
  const { post } = await openServer()

  const answer = await post(path, body)

  expect(answer.status).toBe(status)
})

test('a server that is closed ends what is open and takes nothing more', async () => {
  const { post, close } = await openServer()
  const open = post('probe/countAndWait', JSON.stringify({ json: { to: 1 } })).then(async (answer) =>
    answer.text(),
  )
  const outcome = open.then(
    () => 'ended',
    () => 'cut off',
  )
  await new Promise((resolve) => setTimeout(resolve, 100))

  await close()

  expect(await outcome).toBe('cut off')
  await expect(post('probe/measure', '{}')).rejects.toThrow()
})
