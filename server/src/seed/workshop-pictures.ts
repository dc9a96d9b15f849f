/** Pictures as a phone takes them in a workshop, drawn: there is no real car in the demonstration, and no writing that a font would need. */

const WIDTH = 960
const HEIGHT = 720

const frame = (body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">${body}</svg>`

const hall = `<defs><linearGradient id="w" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#dfe5ea"/><stop offset="1" stop-color="#b9c3cc"/></linearGradient>
<linearGradient id="f" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#8b959e"/><stop offset="1" stop-color="#666f78"/></linearGradient></defs>
<rect width="960" height="470" fill="url(#w)"/><rect y="470" width="960" height="250" fill="url(#f)"/>
<rect x="60" y="40" width="240" height="22" rx="11" fill="#fff"/><rect x="360" y="40" width="240" height="22" rx="11" fill="#fff"/><rect x="660" y="40" width="240" height="22" rx="11" fill="#fff"/>
<path d="M40 700 L220 480 M920 700 L740 480" stroke="#f2c94c" stroke-width="10"/>`

const wheel = (x: number, y: number, r: number): string =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="#22272c"/><circle cx="${x}" cy="${y}" r="${r * 0.62}" fill="#c3cad1"/><circle cx="${x}" cy="${y}" r="${r * 0.2}" fill="#59636d"/>`

const side = (paint: string): string =>
  `${hall}<ellipse cx="480" cy="600" rx="400" ry="30" fill="#3e464e" opacity=".5"/>
<path d="M90 540 Q90 440 190 420 L300 300 Q320 275 360 275 L610 275 Q650 275 690 310 L770 405 Q870 420 875 500 L875 560 Q875 575 855 575 L110 575 Q90 575 90 540Z" fill="${paint}"/>
<path d="M325 320 L250 415 L470 415 L470 305 L350 305Z M490 305 L490 415 L720 415 L650 325 Q640 305 610 305Z" fill="#26323d"/>
<path d="M480 420 L480 560 M250 430 L250 560" stroke="#0003" stroke-width="4"/><rect x="400" y="450" width="50" height="10" rx="5" fill="#0004"/><rect x="610" y="450" width="50" height="10" rx="5" fill="#0004"/>
<rect x="845" y="470" width="30" height="34" rx="8" fill="#fff3cf"/><rect x="90" y="470" width="22" height="40" rx="6" fill="#d64545"/>${wheel(250, 560, 78)}${wheel(715, 560, 78)}`

const face = (paint: string, lamp: string, isFront: boolean): string =>
  `${hall}<ellipse cx="480" cy="640" rx="330" ry="28" fill="#3e464e" opacity=".5"/>
<path d="M250 330 L320 210 Q335 190 370 190 L590 190 Q625 190 640 210 L710 330 Q760 345 765 400 L765 590 Q765 610 740 610 L220 610 Q195 610 195 590 L195 400 Q200 345 250 330Z" fill="${paint}"/>
<path d="M290 330 L345 225 L615 225 L670 330Z" fill="#26323d"/><rect x="225" y="390" width="130" height="56" rx="26" fill="${lamp}"/><rect x="605" y="390" width="130" height="56" rx="26" fill="${lamp}"/>
${isFront ? '<rect x="390" y="400" width="180" height="60" rx="10" fill="#1c2126"/>' : '<path d="M260 360 L700 360" stroke="#0003" stroke-width="5"/>'}
<rect x="390" y="500" width="180" height="52" rx="6" fill="#1f5fbf" stroke="#fff" stroke-width="4"/><rect x="235" y="600" width="90" height="50" rx="12" fill="#22272c"/><rect x="635" y="600" width="90" height="50" rx="12" fill="#22272c"/>`

const ticks = (x: number, y: number): string =>
  Array.from({ length: 11 }, (_, i) => {
    const angle = Math.PI * (0.8 + i * 0.14)
    const at = (r: number) => `${x + Math.cos(angle) * r} ${y + Math.sin(angle) * r}`
    return `<path d="M${at(120)} L${at(142)}" stroke="#e8eef3" stroke-width="6"/>`
  }).join('')

const gauge = (x: number, turn: number): string =>
  `<circle cx="${x}" cy="370" r="165" fill="#12171b" stroke="#49545e" stroke-width="8"/>${ticks(x, 370)}
<path d="M${x} 370 L${x + Math.cos(turn) * 115} ${370 + Math.sin(turn) * 115}" stroke="#ff5a4f" stroke-width="9" stroke-linecap="round"/><circle cx="${x}" cy="370" r="16" fill="#ff5a4f"/>`

const dashboard = `<rect width="960" height="720" fill="#262c32"/><path d="M40 600 Q40 130 480 130 Q920 130 920 600Z" fill="#1a1f24"/>
${gauge(270, 2.6)}${gauge(690, 3.5)}<rect x="430" y="300" width="100" height="140" rx="12" fill="#0d3b4f"/><rect x="446" y="320" width="68" height="14" rx="7" fill="#7fd7ff"/><rect x="446" y="352" width="48" height="14" rx="7" fill="#7fd7ff"/><rect x="446" y="384" width="60" height="14" rx="7" fill="#6fe08c"/>
<path d="M150 720 Q150 560 480 560 Q810 560 810 720" fill="none" stroke="#0c0f12" stroke-width="56"/>`

const label = `<rect width="960" height="720" fill="#5b646d"/><rect x="150" y="180" width="660" height="360" rx="22" fill="#e9edf0"/><rect x="190" y="220" width="300" height="30" rx="6" fill="#3b444c"/>
${Array.from({ length: 17 }, (_, i) => `<rect x="${190 + i * 34}" y="300" width="22" height="44" rx="3" fill="#20262b"/>`).join('')}
${Array.from({ length: 44 }, (_, i) => `<rect x="${190 + i * 13}" y="400" width="${i % 3 === 0 ? 8 : 4}" height="90" fill="#20262b"/>`).join('')}<circle cx="172" cy="202" r="9" fill="#aab3bb"/><circle cx="788" cy="518" r="9" fill="#aab3bb"/>`

const brake = `<rect width="960" height="720" fill="#30373d"/><circle cx="470" cy="370" r="290" fill="#b7bfc6"/><circle cx="470" cy="370" r="270" fill="#cfd6dc"/>
${[90, 130, 170, 210, 250].map((r) => `<circle cx="470" cy="370" r="${r}" fill="none" stroke="#a3acb4" stroke-width="3"/>`).join('')}<circle cx="470" cy="370" r="80" fill="#6f7881"/>
${[0, 1, 2, 3, 4].map((i) => `<circle cx="${470 + Math.cos(i * 1.257) * 52}" cy="${370 + Math.sin(i * 1.257) * 52}" r="11" fill="#30373d"/>`).join('')}
<path d="M610 120 Q820 250 770 540 L660 500 Q690 300 560 210Z" fill="#c0392b"/><path d="M640 260 Q690 350 665 450" fill="none" stroke="#5a1a13" stroke-width="14"/>`

const engine = `<rect width="960" height="720" fill="#3a4148"/><rect x="90" y="90" width="780" height="540" rx="40" fill="#22282d"/><rect x="270" y="180" width="420" height="240" rx="26" fill="#4a545d"/>
${[0, 1, 2, 3].map((i) => `<rect x="${300 + i * 98}" y="210" width="66" height="170" rx="16" fill="#626d77"/>`).join('')}<circle cx="350" cy="490" r="44" fill="#f2c94c"/><rect x="325" y="482" width="50" height="16" rx="8" fill="#7a6214"/>
<rect x="720" y="180" width="120" height="150" rx="12" fill="#171b1f"/><circle cx="750" cy="200" r="14" fill="#d64545"/><circle cx="810" cy="200" r="14" fill="#49a3e0"/><rect x="120" y="200" width="110" height="200" rx="30" fill="#e3e8ec" opacity=".85"/><rect x="120" y="320" width="110" height="80" rx="24" fill="#7ed0f0"/><path d="M600 520 Q700 460 780 560" stroke="#0f1215" stroke-width="34" fill="none"/>`

const signed = `<rect width="960" height="720" fill="#ffffff"/><path d="M120 470 C200 250 250 230 260 360 S220 520 300 430 S380 260 410 350 S380 500 470 420 C520 380 540 300 580 330 S540 480 620 430 S720 330 840 370" fill="none" stroke="#1b2733" stroke-width="13" stroke-linecap="round"/><path d="M180 540 C360 510 620 500 800 520" fill="none" stroke="#1b2733" stroke-width="7" stroke-linecap="round"/>`

const PAINT = '#3d5a80'

/** The walk around a car: four sides, what the dashboard says, and the plate with its VIN. */
export const AROUND: readonly string[] = [
  ...[face(PAINT, '#fff3cf', true), face(PAINT, '#d64545', false), side(PAINT)],
  ...[`<g transform="translate(960 0) scale(-1 1)">${side(PAINT)}</g>`, dashboard, label],
].map(frame)
export const WORKED = frame(engine)
export const FOUND = frame(brake)
export const SIGNATURE = frame(signed)
