/** The look of the cashier page: one column for a phone, WeChat's green for the one button that matters. */
export const cashierStyle = `
:root { color-scheme: light dark; --ink: #14181f; --muted: #5b6472; --line: #e4e7ec; --ground: #f5f6f8; --card: #ffffff; --pay: #067a43; --on-pay: #ffffff; --stop: #b42318 }
@media (prefers-color-scheme: dark) { :root { --ink: #f0f3f7; --muted: #a9b2bf; --line: #333a44; --ground: #121417; --card: #1b1e23; --pay: #3ecf83; --on-pay: #06281a; --stop: #f2897f } }
* { box-sizing: border-box; margin: 0 }
body { background: var(--ground); color: var(--ink); font: 16px/24px system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif }
main { max-width: 480px; min-height: 100vh; min-height: 100dvh; margin: 0 auto; padding: 24px 16px calc(24px + env(safe-area-inset-bottom)); display: flex; flex-direction: column; gap: 24px }
header p, footer p, dt { color: var(--muted); font-size: 14px; line-height: 20px }
h1 { font-size: 22px; line-height: 30px; overflow-wrap: anywhere }
section { background: var(--card); border-radius: 12px; padding: 32px 16px 16px; text-align: center }
.what { overflow-wrap: anywhere }
.sum { font-size: 44px; line-height: 56px; font-weight: 600; margin: 8px 0 24px; font-variant-numeric: tabular-nums }
.sum span { font-size: 24px; margin-right: 4px; vertical-align: 8px }
dl { border-top: 1px solid var(--line); padding-top: 16px; display: grid; grid-template-columns: auto 1fr; gap: 8px 16px; text-align: left; font-size: 14px; line-height: 20px }
dd { text-align: right; overflow-wrap: anywhere }
#told { min-height: 24px; text-align: center; color: var(--stop) }
footer { margin-top: auto; display: grid; gap: 12px; text-align: center }
button { font: inherit; font-weight: 600; min-height: 48px; border-radius: 12px; border: 0; background: var(--pay); color: var(--on-pay); cursor: pointer }
button.quiet { background: transparent; color: var(--ink); border: 1px solid var(--line) }
button:disabled { opacity: .6; cursor: default }
button:focus-visible { outline: 2px solid var(--pay); outline-offset: 2px }
`
