'use strict'
/**
 * `node tools/weapp-check/compile.cjs <folder for the result>`: compiles the mini-program with WeChat's own tool, as an
 * upload would, but offline: schema of app.json and the pages, scripts, templates and styles, package sizes, and the
 * quality rules. Prints one line each, and `{"passed":n,"failed":n}` at the end.
 */
const crypto = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')
const ci = require('miniprogram-ci')

/** Bytes that the main package may have. WeChat allows 2 MB; a phone on a weak network wants less. */
const MAIN_PACKAGE_LIMIT = 500 * 1024

const root = path.resolve(__dirname, '../..')
const out = path.resolve(process.argv[2] ?? path.join(root, 'var/weapp-check'))

/** The tool signs with a key even when nothing is sent. */
function anyKey() {
  const file = path.join(out, 'unused.key')
  const { privateKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 })
  fs.writeFileSync(file, privateKey.export({ type: 'pkcs1', format: 'pem' }), { mode: 0o600 })
  return file
}

function openProject() {
  const project = new ci.Project({
    appid: 'wx0123456789abcdef',
    type: 'miniProgram',
    projectPath: root,
    privateKeyPath: anyKey(),
    ignores: ['node_modules/**/*', 'var/**/*'],
  })
  // The account's limits are the one thing the tool must ask WeChat for; these are those of an ordinary account.
  project.attr = async () => ({
    platform: false,
    appType: 0,
    isSandbox: false,
    released: false,
    setting: {
      MaxCodeSize: 2,
      MaxSubpackageSubCodeSize: 2,
      MaxSubpackageFullCodeSize: 30,
      NavigateMiniprogramLimit: 10,
      MaxTabbarIconSize: 40,
      MaxTabbarCount: 5,
      MinTabbarCount: 2,
    },
  })
  return project
}

/** Bytes per package: `main` and the root of each subpackage. */
function packageSizes(files) {
  const app = JSON.parse(String(files['app.json']))
  const roots = (app.subPackages ?? app.subpackages ?? []).map((sub) => sub.root.replace(/\/?$/, '/'))
  const sizes = { main: 0 }
  for (const [file, content] of Object.entries(files)) {
    const name = roots.find((prefix) => file.startsWith(prefix)) ?? 'main'
    sizes[name] = (sizes[name] ?? 0) + Buffer.byteLength(content)
  }
  return sizes
}

async function main() {
  fs.rmSync(out, { recursive: true, force: true })
  fs.mkdirSync(out, { recursive: true })
  // Everything but the limits above has an offline fallback: let it fail at once instead of leaving the machine.
  ci.proxy('http://127.0.0.1:1')
  const project = openProject()
  const { setting } = JSON.parse(fs.readFileSync(path.join(root, 'project.config.json'), 'utf8'))
  const files = await ci.getCompiledResult({
    project,
    version: '0.0.0',
    setting: { ...setting, useProjectConfig: true },
  })

  const results = []
  const check = (ok, text) => {
    results.push(ok)
    console.log(`${ok ? '✓' : '✗'} ${text}`)
  }
  const sizes = packageSizes(files)
  for (const [name, bytes] of Object.entries(sizes)) console.log(`  ${name} ${(bytes / 1024).toFixed(1)} KB`)
  check(Object.keys(files).length > 0, `compiled ${Object.keys(files).length} files`)
  check(sizes.main <= MAIN_PACKAGE_LIMIT, `main package ${sizes.main} bytes, at most ${MAIN_PACKAGE_LIMIT}`)
  for (const rule of await ci.checkCodeQuality(project)) {
    check(rule.success, rule.success ? rule.name : `${rule.name} ${rule.text} ${JSON.stringify(rule.detail ?? '')}`)
  }
  return results
}

main().then(
  (results) => {
    const passed = results.filter(Boolean).length
    console.log(JSON.stringify({ passed, failed: results.length - passed }))
    process.exit(passed === results.length ? 0 : 1)
  },
  (error) => {
    console.log(`✗ ${error?.code ?? ''} ${error?.message ?? error}`)
    console.log(JSON.stringify({ passed: 0, failed: 1 }))
    process.exit(1)
  },
)
