import { encode } from 'uqr'

/** White modules that scanners want around a code. */
const QUIET = 4

/** One row of a code as the dark runs in it: `M2 3h4v1h-4z`. */
function runsOf(row: readonly boolean[], y: number): string {
  let path = ''
  let from = -1
  for (let x = 0; x <= row.length; x++) {
    if (row[x]) {
      if (from < 0) from = x
    } else if (from >= 0) {
      path += `M${from} ${y}h${x - from}v1h${from - x}z`
      from = -1
    }
  }
  return path
}

/** A QR code as an SVG image, black on white in dark mode too, for cameras want it so. */
export function qrImage(content: string): string {
  const { data, size } = encode(content, { ecc: 'M', border: QUIET })
  const path = data.map(runsOf).join('')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size * 8}" height="${size * 8}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
