import './shell.h5.scss'

/** Taro draws the title bar's two buttons as bare boxes; this makes them buttons for keyboards and screen readers. */
function nameBarButtons(): boolean {
  const bar = document.getElementById('taro-navigation-bar')
  if (!bar) return false
  const names = { 'taro-navigation-bar-back': '返回', 'taro-navigation-bar-home': '首页' }
  for (const [className, name] of Object.entries(names)) {
    const button = bar.querySelector<HTMLElement>(`.${className}`)
    button?.setAttribute('role', 'button')
    button?.setAttribute('aria-label', name)
    button?.setAttribute('tabindex', '0')
    button?.addEventListener('keydown', (e) => e.key === 'Enter' && button.click())
  }
  return true
}

/** Puts right what surrounds the pages in a browser. */
export function prepareShell(): void {
  document.documentElement.lang = 'zh-CN'
  if (nameBarButtons()) return
  const watcher = new MutationObserver(() => nameBarButtons() && watcher.disconnect())
  watcher.observe(document.body, { childList: true, subtree: true })
}
