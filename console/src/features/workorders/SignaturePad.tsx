import { Button } from 'antd'
import { useRef, type PointerEvent } from 'react'
import { words } from './inspection/words'

const WIDTH = 560
const HEIGHT = 180
const PEN = 3

export type Signature = Blob | null

interface Props {
  /** Whether something is written. */
  readonly isSigned: boolean
  /** The picture after each stroke; null after it was wiped. */
  readonly onChange: (signature: Signature) => void
}

/** Where the pen is, in the canvas's own measure, whatever size it is shown in. */
function spotOf(event: PointerEvent<HTMLCanvasElement>): [number, number] {
  const box = event.currentTarget.getBoundingClientRect()
  const scale = (size: number, shown: number) => (shown === 0 ? 1 : size / shown)
  return [(event.clientX - box.left) * scale(WIDTH, box.width), (event.clientY - box.top) * scale(HEIGHT, box.height)]
}

/** Paper and ink as the style sheet gives them: the picture is light in a dark room, too. */
function prepare(canvas: HTMLCanvasElement): CanvasRenderingContext2D | null {
  const pen = canvas.getContext('2d')
  if (!pen) return null
  const style = getComputedStyle(canvas)
  Object.assign(pen, { lineWidth: PEN, lineCap: 'round', lineJoin: 'round', strokeStyle: style.color })
  pen.fillStyle = style.backgroundColor
  return pen
}

function wipe(canvas: HTMLCanvasElement | null): void {
  const pen = canvas && prepare(canvas)
  pen?.fillRect(0, 0, WIDTH, HEIGHT)
}

/** Somebody writes their name with a finger, a pen or the mouse. */
export function SignaturePad({ isSigned, onChange }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const pen = useRef<CanvasRenderingContext2D | null>(null)
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!isSigned) wipe(event.currentTarget)
    pen.current = prepare(event.currentTarget)
    pen.current?.beginPath()
    pen.current?.moveTo(...spotOf(event))
  }
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    pen.current?.lineTo(...spotOf(event))
    pen.current?.stroke()
  }
  const end = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!pen.current) return
    pen.current = null
    event.currentTarget.toBlob(onChange, 'image/png')
  }
  const clear = () => {
    wipe(canvas.current)
    onChange(null)
  }
  return (
    <div className="signature">
      <canvas
        ref={canvas}
        className="signature-pad"
        role="img"
        aria-label={words.signHint}
        width={WIDTH}
        height={HEIGHT}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerLeave={end}
      />
      <p className="signature-foot">
        <span className="muted" role="status">
          {isSigned ? words.signed : words.signHint}
        </span>
        <Button size="small" disabled={!isSigned} onClick={clear}>
          {words.clear}
        </Button>
      </p>
    </div>
  )
}
