import Taro from '@tarojs/taro'
import { createStore, useStore } from '../store'

/** WeChat's question whether the owner agrees to the privacy guide, and how it is answered. */
export interface PrivacyQuestion {
  /** Lets the API that was held up go on. WeChat checks that the button of this id was really tapped. */
  readonly agree: (buttonId: string) => void
  /** The API that was held up fails, as if the owner had refused it. */
  readonly refuse: () => void
}

const question = createStore<PrivacyQuestion | null>(null)

/** Called by WeChat before an API that it counts as private (phone, location, plates), until the owner has agreed once. */
const ask: Taro.onNeedPrivacyAuthorization.Listener = (resolve) => {
  const settle = (answer: Parameters<typeof resolve>[0]) => {
    question.set(null)
    resolve(answer)
  }
  question.get()?.refuse()
  question.set({
    agree: (buttonId) => settle({ event: 'agree', buttonId }),
    refuse: () => settle({ event: 'disagree' }),
  })
  resolve({ event: 'exposureAuthorization' })
}

// Clients before base library 2.32.3 do not ask.
const client: { onNeedPrivacyAuthorization?: (listener: typeof ask) => void } = Taro
client.onNeedPrivacyAuthorization?.(ask)

/** The question that waits for an answer, or null. */
export const usePrivacyQuestion = (): PrivacyQuestion | null => useStore(question)

/** Opens the guide as it is declared to WeChat. */
export const openPrivacyContract = (): void => Taro.openPrivacyContract()
