// @ts-check
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * The merchant account that the WeChat simulator plays, made once and kept: orders that are open when the demonstration stops can
 * be paid when it starts again. Both sides' keys are files in `dir`, which nobody else may read.
 *
 * @param {string} dir
 * @returns {{ server: Record<string, string>, simulator: Record<string, string> }} what each side is told
 */
export function keepMerchant(dir) {
  if (!existsSync(dir)) make(dir)
  /** @type {Record<string, string>} */
  const account = JSON.parse(readFileSync(path.join(dir, 'account.json'), 'utf8'))
  const file = (/** @type {string} */ name) => path.join(dir, `${name}.pem`)
  return {
    server: { ...account, WECHAT_PAY_PRIVATE_KEY: file('merchant'), WECHAT_PAY_PUBLIC_KEY: file('platform.pub') },
    simulator: {
      ...account,
      WECHAT_SIM_PAY_MERCHANT_KEY: file('merchant.pub'),
      WECHAT_SIM_PAY_PLATFORM_KEY: file('platform'),
    },
  }
}

/** @param {string} dir */
function make(dir) {
  const draft = `${dir}.${process.pid}`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true, mode: 0o700 })
  for (const name of ['merchant', 'platform']) {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    writeFileSync(path.join(draft, `${name}.pem`), privateKey, { mode: 0o600 })
    writeFileSync(path.join(draft, `${name}.pub.pem`), publicKey)
  }
  const account = {
    WECHAT_PAY_MCHID: '1900000109',
    WECHAT_PAY_SERIAL: `5${randomBytes(20).toString('hex').slice(1).toUpperCase()}`,
    WECHAT_PAY_APIV3_KEY: randomBytes(16).toString('hex'),
    WECHAT_PAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_0119000001092026010100000001',
  }
  writeFileSync(path.join(draft, 'account.json'), JSON.stringify(account, null, 2), { mode: 0o600 })
  renameSync(draft, dir)
}
