// @ts-check
import { connect } from 'node:net'

/**
 * What a server says on a fresh connection, or to `question`.
 *
 * @param {number} port
 * @param {string} host
 * @param {string} [question]
 * @returns {Promise<Buffer | undefined>} undefined when nobody answers within 2 s
 */
function firstAnswer(port, host, question) {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 2000 })
    /** @param {Buffer} [answer] */
    const end = (answer) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => void (question && socket.write(question)))
    socket.once('data', end)
    for (const event of ['error', 'timeout', 'close']) socket.once(event, () => end())
  })
}

/** The handshake of MySQL protocol 10; "too many connections" and the like start with 0xff instead. */
const PROTOCOL = 10

/**
 * @param {number} port
 * @param {string} [host]
 */
export const isMysql = async (port, host = '127.0.0.1') => (await firstAnswer(port, host))?.[4] === PROTOCOL

/**
 * @param {number} port
 * @param {string} [host]
 */
export const isRedis = async (port, host = '127.0.0.1') =>
  /^(\+PONG|-NOAUTH)/.test(String((await firstAnswer(port, host, 'PING\r\n')) ?? ''))

/**
 * Asks again and again until the answer is yes.
 *
 * @param {import('./children.mjs').Child} child gives up when it ends
 * @param {() => Promise<boolean>} ask
 * @param {number} seconds
 * @returns {Promise<'ready' | 'ended' | 'late'>}
 */
export async function untilReady(child, ask, seconds) {
  const deadline = Date.now() + seconds * 1000
  let ended = false
  void child.ended.then(() => (ended = true))
  while (Date.now() < deadline) {
    const yes = await ask()
    if (ended) return 'ended'
    if (yes) return 'ready'
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return 'late'
}
