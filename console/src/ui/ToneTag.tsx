interface Props {
  readonly zh: string
  readonly tone: string
}

/** Where something stands: always a word, the tone only underlines it. */
export const ToneTag = ({ zh, tone }: Props) => <span className={`tag tone-${tone}`}>{zh}</span>
