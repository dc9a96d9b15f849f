/** Refreshes what is shown every two seconds, and posts the switches. Everything shown comes from the simulator. */
export const script = `
const show = async () => {
  const text = await fetch('/').then((answer) => answer.text(), () => '')
  const next = new DOMParser().parseFromString(text, 'text/html').querySelector('main')
  const main = document.querySelector('main')
  document.title = text ? '微信模拟器' : '微信模拟器（未连接）'
  if (!next || next.innerHTML === main.innerHTML) return
  const focused = document.activeElement?.dataset?.key
  main.innerHTML = next.innerHTML
  if (focused) main.querySelector('[data-key="' + focused + '"]')?.focus()
}
document.addEventListener('click', async (event) => {
  const { off, order, payOff, payOrder, post, body } = event.target.closest('button')?.dataset ?? {}
  const send = (path, text) => fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: text })
  if (post) await send(post, body)
  else if (payOff) await fetch('/_sim/pay-faults?id=' + payOff, { method: 'DELETE' })
  else if (payOrder) await send('/_sim/pay-faults', payOrder)
  else if (off !== undefined) await fetch('/_sim/faults' + (off && '?id=' + off), { method: 'DELETE' })
  else if (order) await send('/_sim/faults', order)
  else return
  await show()
})
setInterval(() => document.hidden || show(), 2000)
`
