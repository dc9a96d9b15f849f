import { settlement } from '@pitlane/contract'
import { formatFen } from '@pitlane/kernel'
import { words } from './words'

/** What each payer has to pay, has paid and still owes: nothing of what was settled, also where some of it went back. */
export const PartsTable = ({ parts, state }: Pick<settlement.SettlementView, 'parts' | 'state'>) => (
  <table className="lines-table" aria-label={words.parts}>
    <thead>
      <tr>
        {Object.values(words.partColumns).map((name, at) => (
          <th key={name} scope="col" className={at === 0 ? undefined : 'amount'}>
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {parts.map(({ payer, payableFen, paidFen, dueFen }) => (
        <tr key={payer}>
          <td>{settlement.payers[payer]}</td>
          <td className="amount number">{formatFen(payableFen)}</td>
          <td className="amount number">{formatFen(paidFen)}</td>
          <td className="amount number">
            <Due fen={state === 'paid' ? 0 : dueFen} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

const Due = ({ fen }: { readonly fen: number }) => (fen > 0 ? <strong>{formatFen(fen)}</strong> : formatFen(fen))
