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

// Every API that WeChat counts as private (phone, location, plates) waits for this answer until the owner has given it once.
Taro.onNeedPrivacyAuthorization((resolve) => {
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
})

/** The question that waits for an answer, or null. */
export const usePrivacyQuestion = (): PrivacyQuestion | null => useStore(question)

/** Opens the guide as it is declared to WeChat. */
export const openPrivacyContract = (): void => Taro.openPrivacyContract()
