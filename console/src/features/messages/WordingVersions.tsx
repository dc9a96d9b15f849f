import type { messageWordings } from '@pitlane/contract'
import { Button } from 'antd'
import { useStore } from '../../lib/staff'
import { sayInstant } from '../../lib/time'
import { ToneTag } from '../../ui/ToneTag'
import type { Content } from './use-wordings'
import { words } from './words'

const say = words.wordings

type Version = messageWordings.WordingView['versions'][number]

interface Props {
  readonly versions: readonly Version[]
  readonly onCopy: (content: Content) => void
}

const sayContent = ({ text, fields }: Content): string => text || Object.values(fields).join(' / ')

/** What was said before, latest first. None of it is ever changed; it can be begun with again. */
export function WordingVersions({ versions, onCopy }: Props) {
  const { today } = useStore()
  return (
    <section aria-label={say.versions}>
      <h3>{say.versions}</h3>
      <table className="list-table" aria-label={say.versions}>
        <tbody>
          {versions.map((one, i) => (
            <tr key={one.version}>
              <th scope="row">
                {say.versionOf(one.version)} {i === 0 && <ToneTag zh={say.inForce} tone="done" />}
              </th>
              <td className="wrap">
                {sayContent(one.content)}
                <div className="muted">
                  {one.publishedAt
                    ? say.publishedBy(one.publishedBy ?? '', sayInstant(one.publishedAt, today))
                    : say.shipped}
                </div>
              </td>
              <td className="list-action">
                <Button size="small" onClick={() => onCopy(one.content)}>
                  {say.copy}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
