// Draws src/assets/tab/*.png (81 × 81, transparent) from the outlines below: `node config/tab-icons.mjs`.
// WeChat's tab bar takes bitmaps only, and one set serves both colour schemes, so the two greys and greens lie between them.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const out = path.join(path.dirname(fileURLToPath(import.meta.url)), '../src/assets/tab')
const off = '#7A8594'
const on = '#1C939B'

const outlines = {
  home: '<path d="M4 11.2 12 4.5l8 6.7"/><path d="M6 9.8V19.5h12V9.8"/><path d="M10 19.5v-5h4v5"/>',
  bookings:
    '<rect x="4" y="5.5" width="16" height="14" rx="2.5"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/><path d="m9 14.6 2.2 2.2 4-4"/>',
  progress:
    '<circle cx="6" cy="5.5" r="2"/><circle cx="6" cy="18.5" r="2"/><path d="M6 7.5v9M11.5 5.5h8M11.5 12h8M11.5 18.5h8"/>',
  me: '<circle cx="12" cy="8.2" r="3.7"/><path d="M4.5 20c.8-4 3.8-6 7.5-6s6.7 2 7.5 6"/>',
}

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
const page = await browser.newPage({ viewport: { width: 81, height: 81 } })
for (const [name, outline] of Object.entries(outlines)) {
  for (const [suffix, color] of [
    ['', off],
    ['-on', on],
  ]) {
    await page.setContent(
      `<body style="margin:0"><svg width="81" height="81" viewBox="0 0 24 24" fill="none" stroke="${color}" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round">${outline}</svg>`,
    )
    await page.screenshot({ path: path.join(out, `${name}${suffix}.png`), omitBackground: true })
  }
}
await browser.close()
