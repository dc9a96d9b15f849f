// @ts-check
import { createServer } from 'node:net'
import { SetupError } from './say.mjs'

/**
 * @param {number} port
 * @param {string} [host] every address by default
 * @returns {Promise<boolean>}
 */
const canListen = (port, host) =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })

/** @param {number} port */
export const isFree = async (port) => (await canListen(port)) && (await canListen(port, '127.0.0.1'))

/**
 * @param {number} from the first port to try
 * @param {readonly number[]} [taken] ports already promised to somebody
 */
export async function nextFreePort(from, taken = []) {
  for (let port = from; port < from + 100; port++) if (!taken.includes(port) && (await isFree(port))) return port
  throw new SetupError(`${from} 至 ${from + 99} 的端口都被占用，请用 PORT 指定一个空闲端口`)
}

/** A free port below the range from which the system takes ports for outgoing connections. */
export const randomFreePort = () => nextFreePort(24_000 + Math.floor(Math.random() * 7000))
