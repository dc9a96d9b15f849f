const light = `
  --ink: #14181f; --muted: #5b6472; --line: #e4e7ec; --ground: #f5f6f8; --card: #ffffff;
  --brand: #0b6e75; --on-brand: #ffffff; --brand-tint: #e6f4f4;
  --going: #0b5fff; --going-tint: #e8f0ff; --done: #1b7f3b; --done-tint: #e6f6ea; --stop: #b42318; --stop-tint: #fdecea;`

const dark = `
  --ink: #f0f3f7; --muted: #a9b2bf; --line: #333a44; --ground: #121417; --card: #1b1e23;
  --brand: #3fb8bf; --on-brand: #06282b; --brand-tint: #12302f;
  --going: #7faaff; --going-tint: #13233f; --done: #6ccb88; --done-tint: #12301c; --stop: #f2897f; --stop-tint: #3a1714;`

/** The look of the page: the product's tokens, without a dependency on it. */
export const style = `
:root { color-scheme: light dark; ${light} }
@media (prefers-color-scheme: dark) { :root { ${dark} } }
* { box-sizing: border-box; margin: 0 }
body { background: var(--ground); color: var(--ink); font: 14px/20px system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif }
main { max-width: 1280px; margin: 0 auto; padding: 24px 16px 48px; display: grid; gap: 24px; grid-template-columns: 360px minmax(0, 1fr); align-items: start }
header { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: 16px 32px; align-items: flex-end; justify-content: space-between }
h1 { font-size: 22px; line-height: 30px }
h2 { font-size: 18px; line-height: 26px; margin-bottom: 12px }
h2 small { font-size: 14px; font-weight: 400; color: var(--muted); margin-left: 8px }
p, .muted { color: var(--muted) }
code { font: 12px/16px ui-monospace, "Noto Sans Mono", monospace }
.card { background: var(--card); border-radius: 12px; box-shadow: 0 1px 3px rgba(20, 24, 31, .08); padding: 16px }
.figures { display: flex; gap: 24px }
.figures div { text-align: right }
.figures b { display: block; font-size: 22px; line-height: 30px; font-variant-numeric: tabular-nums }
.figures b.on { color: var(--stop) }
.stack { display: grid; gap: 24px; grid-template-columns: minmax(0, 1fr); min-width: 0 }
.empty { color: var(--muted); padding: 24px 8px; text-align: center }
.message { display: grid; gap: 12px; border: 1px solid var(--line); margin-bottom: 12px }
.message > div:first-child { display: flex; justify-content: space-between; font-size: 12px; line-height: 16px; color: var(--muted) }
.message h3 { font-size: 16px; line-height: 24px }
dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 16px }
dt { color: var(--muted) }
dd { overflow-wrap: anywhere }
.open { border-top: 1px solid var(--line); padding-top: 12px; display: flex; justify-content: space-between; gap: 16px }
.open span { white-space: nowrap }
.open code { color: var(--muted); overflow-wrap: anywhere; text-align: right }
.to { font-size: 12px; line-height: 16px; color: var(--muted); overflow-wrap: anywhere }
.switches { display: grid; gap: 12px; grid-template-columns: max-content 1fr; align-items: start }
.switches > span { padding-top: 8px }
.chips { display: flex; flex-wrap: wrap; gap: 8px }
button { font: inherit; color: var(--ink); background: var(--card); border: 1px solid var(--line); border-radius: 8px; min-height: 36px; padding: 0 12px; cursor: pointer }
button:hover { border-color: var(--brand) }
button:focus-visible { outline: 2px solid var(--brand); outline-offset: 2px }
button[aria-pressed="true"] { background: var(--stop-tint); border-color: var(--stop); color: var(--stop); font-weight: 600 }
.row { display: flex; justify-content: space-between; align-items: center; gap: 16px; margin-bottom: 12px }
.row h2 { margin: 0 }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
th { text-align: left; font-weight: 400; color: var(--muted); font-size: 12px; line-height: 16px }
th, td { padding: 8px 12px 8px 0; border-bottom: 1px solid var(--line); vertical-align: top }
th:last-child, td:last-child { padding-right: 0 }
tr:last-child td { border-bottom: 0 }
td.num, th.num { text-align: right; white-space: nowrap }
td.time, td.path { white-space: nowrap }
td.path code { display: block; color: var(--muted) }
td.sent > div { display: flex; flex-wrap: wrap; gap: 4px 12px }
td.sent code { overflow-wrap: anywhere; color: var(--muted) }
td.outcome > div { display: grid; gap: 4px; justify-items: start }
td.acts > div { display: flex; gap: 8px 12px; align-items: center; justify-content: flex-end; white-space: nowrap }
a { color: var(--brand) }
td.outcome code { color: var(--muted); max-width: 180px }
.tag { display: inline-block; border-radius: 8px; padding: 2px 8px; white-space: nowrap; font-size: 12px; line-height: 16px; background: var(--going-tint); color: var(--going) }
.tag.done { background: var(--done-tint); color: var(--done) }
.tag.stop { background: var(--stop-tint); color: var(--stop) }
@media (max-width: 900px) { main { grid-template-columns: minmax(0, 1fr) } table { min-width: 760px } .switches { grid-template-columns: minmax(0, 1fr); gap: 4px } .switches .chips { margin-bottom: 8px } }
`
