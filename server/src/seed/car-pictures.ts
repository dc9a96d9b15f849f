import { encodePhoto, type Photo } from '../modules/files/photo.service'

/** What a driver takes pictures of, in this order. */
export const VIEWS = ['front', 'left', 'rear', 'right'] as const
type View = (typeof VIEWS)[number]

/** Paint and the shade of it. */
export const PAINTS = [
  ['#c9ced6', '#9aa3af'],
  ['#f1f2f4', '#c4c9d0'],
  ['#3b4656', '#262e3a'],
  ['#8c2f2b', '#66201d'],
] as const
type Paint = (typeof PAINTS)[number]

const GLASS = '#25313d'
const TYRE = '#17191c'

const wheel = (x: number): string =>
  `<circle cx="${x}" cy="640" r="86" fill="${TYRE}"/><circle cx="${x}" cy="640" r="50" fill="#aab1ba"/>
   <circle cx="${x}" cy="640" r="16" fill="#5f6772"/>`

/** A car from its left side, its nose on the left. */
const side = ([paint, shade]: Paint): string => `<g transform="translate(154 170) scale(.76)">
  <ellipse cx="640" cy="722" rx="520" ry="24" fill="#000" opacity=".28"/>
  <path d="M140 560 Q150 490 300 470 L430 372 Q470 344 540 342 L770 342 Q840 344 890 388 L980 466 Q1110 480 1138 540
    L1142 620 Q1140 652 1100 654 L180 654 Q142 650 140 620 Z" fill="${paint}"/>
  <path d="M140 590 L1142 590 L1142 620 Q1140 652 1100 654 L180 654 Q142 650 140 620 Z" fill="${shade}"/>
  <path d="M352 468 L452 390 Q484 368 540 366 L628 366 L628 468 Z" fill="${GLASS}"/>
  <path d="M652 366 L766 366 Q826 368 864 402 L934 468 L652 468 Z" fill="${GLASS}"/>
  <path d="M640 468 V634 M352 470 L372 634 M936 470 L900 560" stroke="${shade}" stroke-width="5" fill="none"/>
  <rect x="560" y="506" width="58" height="12" rx="6" fill="${shade}"/><rect x="850" y="506" width="58" height="12" rx="6" fill="${shade}"/>
  <path d="M146 540 Q160 508 236 500 L216 540 Z" fill="#f7f3d6"/><path d="M1134 536 L1090 500 L1062 498 L1076 536 Z" fill="#b3261e"/>
  ${wheel(330)}${wheel(950)}</g>`

/** A car from its front or its rear; without a plate, for it is nobody's. */
const end = ([paint, shade]: Paint, isRear: boolean): string => `
  <ellipse cx="640" cy="742" rx="360" ry="26" fill="#000" opacity=".28"/>
  <rect x="336" y="620" width="96" height="116" rx="24" fill="${TYRE}"/><rect x="848" y="620" width="96" height="116" rx="24" fill="${TYRE}"/>
  <path d="M320 690 L312 540 Q318 490 372 472 L440 352 Q456 324 500 320 L780 320 Q824 324 840 352 L908 472
    Q962 490 968 540 L960 690 Q950 704 920 704 L360 704 Q330 704 320 690 Z" fill="${paint}"/>
  <path d="M408 470 L470 368 Q480 352 506 350 L774 350 Q800 352 810 368 L872 470 Z" fill="${GLASS}"/>
  <path d="M316 612 L964 612 L960 690 Q950 704 920 704 L360 704 Q330 704 320 690 Z" fill="${shade}"/>
  <rect x="344" y="520" width="132" height="48" rx="18" fill="${isRear ? '#b3261e' : '#f7f3d6'}"/>
  <rect x="804" y="520" width="132" height="48" rx="18" fill="${isRear ? '#b3261e' : '#f7f3d6'}"/>
  ${isRear ? `<path d="M500 500 H780" stroke="${shade}" stroke-width="6"/>` : `<rect x="510" y="524" width="260" height="58" rx="14" fill="${TYRE}"/>`}
  <rect x="556" y="628" width="168" height="48" rx="6" fill="#2f5fa8"/>`

const drawn: Readonly<Record<View, (paint: Paint) => string>> = {
  front: (paint) => end(paint, false),
  left: side,
  rear: (paint) => end(paint, true),
  right: (paint) => `<g transform="translate(1280 0) scale(-1 1)">${side(paint)}</g>`,
}

/** In front of a house, on a bright day. */
const pictureOf = (view: View, paint: Paint): string => `
<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="960">
  <defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#b9cfdf"/><stop offset="1" stop-color="#e6edf1"/></linearGradient>
  <linearGradient id="road" x2="0" y2="1"><stop stop-color="#8b8f94"/><stop offset="1" stop-color="#6d7176"/></linearGradient></defs>
  <rect width="1280" height="960" fill="url(#sky)"/>
  <path d="M0 250 H420 V560 H0 Z M520 180 H860 V560 H520 Z M980 280 H1280 V560 H980 Z" fill="#c3c9cc"/>
  <path d="M0 500 Q200 440 420 510 T900 500 T1280 500 V580 H0 Z" fill="#7f9a7c"/>
  <rect y="560" width="1280" height="400" fill="url(#road)"/><path d="M0 860 H1280" stroke="#e8e8e4" stroke-width="14"/>
  ${drawn[view](paint)}
</svg>`

const made = new Map<string, Promise<Photo>>()

/** The picture of one side of a car of one paint, as the upload would have kept it. Drawn once in a process. */
export function carPicture(view: View, paint: Paint): Promise<Photo> {
  const key = `${view} ${paint[0]}`
  const photo = made.get(key) ?? encodePhoto(Buffer.from(pictureOf(view, paint)))
  made.set(key, photo)
  return photo
}
