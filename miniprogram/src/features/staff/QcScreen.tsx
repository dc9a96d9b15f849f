import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import { Card } from '../../ui/Card'
import { classes } from '../../ui/classes'
import { Field } from '../../ui/Field'
import { Tag } from '../../ui/Tag'
import { Tappable } from '../../ui/Tappable'
import { Tick } from '../../ui/Tick'
import { BigButton } from './BigButton'
import { PhotoChecklist } from './PhotoChecklist'
import type { Mark, SheetItem } from './qc-sheet'
import styles from './QcScreen.module.scss'
import { text } from './staff.text'
import shared from './staff.module.scss'
import type { QcDeeds } from './use-qc'

const words = text.qc

interface RowProps {
  readonly item: SheetItem
  readonly mark: Mark | undefined
  /** A fault cannot be sent back without saying what it is. */
  readonly isWordless: boolean
  readonly onMark: (mark: Mark) => void
}

interface AnswerProps {
  readonly label: string
  readonly isChosen: boolean
  readonly look: string | undefined
  readonly onChoose: () => void
}

const Answer = ({ label, isChosen, look, onChoose }: AnswerProps) => (
  <Tappable role="radio" checked={isChosen} className={classes(styles.answer, isChosen && look)} onClick={onChoose}>
    {label}
  </Tappable>
)

/** One point of the sheet: in order or not, and what is wrong. */
function Row({ item, mark, isWordless, onMark }: RowProps) {
  const note = mark?.note ?? ''
  const isFailed = mark?.isPassed === false
  return (
    <View className={styles.item} {...a11y('radiogroup', item.title)}>
      <View className={styles.what}>
        <View className={styles.title}>{item.title}</View>
        {item.failedBefore && <Tag tone="stop">{words.before}</Tag>}
      </View>
      <View className={styles.answers}>
        <Answer
          label={words.pass}
          isChosen={mark?.isPassed === true}
          look={styles.passed}
          onChoose={() => onMark({ isPassed: true, note: '' })}
        />
        <Answer
          label={words.fail}
          isChosen={isFailed}
          look={styles.failed}
          onChoose={() => onMark({ isPassed: false, note })}
        />
      </View>
      {isFailed && (
        <Field
          label={words.note}
          name={words.noteName(item.title)}
          value={note}
          onChange={(now) => onMark({ isPassed: false, note: now })}
          placeholder={words.notePlaceholder}
          maxLength={100}
          error={isWordless ? words.noteHere : undefined}
        />
      )}
    </View>
  )
}

const roadNote = ({ sheet, hasRoadTest }: QcDeeds): string => {
  if (hasRoadTest) return words.roadDone
  return sheet.needsRoadTest ? words.roadNote : words.roadOptional
}

/** The sheet of the final check. What failed before comes first, as the server lists it. */
export function QcScreen({ qc }: { readonly qc: QcDeeds }) {
  const { sheet, marks } = qc
  return (
    <>
      <Card>
        {sheet.items.map((item) => (
          <Row
            key={item.key}
            item={item}
            mark={marks[item.key]}
            isWordless={qc.wordless.includes(item.key)}
            onMark={(mark) => qc.mark(item.key, mark)}
          />
        ))}
        {qc.left > 0 && (
          <View className={shared.row}>
            <BigButton tone="plain" onClick={qc.passRest}>
              {words.restPass}
            </BigButton>
          </View>
        )}
      </Card>
      <Card title={words.photos}>
        <View className={shared.hint}>{words.photosHint}</View>
        <PhotoChecklist kept={qc.photos} name={words.photos} />
        <Tick label={words.road} note={roadNote(qc)} checked={qc.hasRoadTest} onChange={qc.setRoadTest} />
      </Card>
    </>
  )
}

/** One touch: passed, or back to the technician. */
export function QcFooter({ qc }: { readonly qc: QcDeeds }) {
  return (
    <>
      {qc.problem && (
        <View className={shared.problem} {...a11y('alert')}>
          {qc.problem}
        </View>
      )}
      {qc.fails > 0 ? (
        <>
          {qc.left > 0 && <View className={shared.note}>{words.unchecked(qc.left)}</View>}
          <BigButton tone="danger" onClick={qc.send}>
            {words.reject(qc.fails)}
          </BigButton>
        </>
      ) : (
        <BigButton disabled={qc.left > 0} onClick={qc.send}>
          {qc.left > 0 ? words.left(qc.left) : words.allPass}
        </BigButton>
      )}
    </>
  )
}
