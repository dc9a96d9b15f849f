import Taro from '@tarojs/taro'
import { useState } from 'react'
import { routes } from '../../lib/routes'
import { toast } from '../../lib/toast'
import { useAction } from '../../lib/use-action'
import { Cell } from '../../ui/Cell'
import { ConfirmSheet } from '../../ui/ConfirmSheet'
import { logout, logoutEverywhere } from './account.api'
import { accountText } from './account.text'

const text = accountText.settings

interface Words {
  readonly title: string
  readonly note: string
  readonly ask: string
  readonly loss: string
}

const here: Words = { title: text.logout, note: text.logoutNote, ask: text.logoutAsk, loss: text.logoutLoss }
const everywhere: Words = {
  title: text.everywhere,
  note: text.everywhereNote,
  ask: text.everywhereAsk,
  loss: text.everywhereLoss,
}

/** Does it, then shows the first page: nothing of the owner stays on the screen. Resolves to what to tell. */
type End = () => Promise<string>

const endHere: End = async () => ((await logout()) ? text.loggedOut : text.offline)
const endEverywhere: End = async () => text.everywhereDone(await logoutEverywhere())

function EndCell({ words, end }: { readonly words: Words; readonly end: End }) {
  const [asking, setAsking] = useState(false)
  const ending = useAction(async () => {
    const told = await end()
    await Taro.switchTab({ url: routes.me })
    toast(told)
  })
  return (
    <>
      <Cell title={words.title} note={words.note} onClick={() => setAsking(true)} />
      <ConfirmSheet
        open={asking}
        title={words.ask}
        loss={words.loss}
        confirm={text.confirm}
        keep={text.keep}
        busy={ending.busy}
        problem={ending.problem}
        onConfirm={() => void ending.run()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}

/** The two ways to end a log-in, each with its question. */
export const EndLogin = () => (
  <>
    <EndCell words={here} end={endHere} />
    <EndCell words={everywhere} end={endEverywhere} />
  </>
)
