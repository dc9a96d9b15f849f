import type { Call, desk } from '@pitlane/contract'

export type Channel = 'walk_in' | 'phone'
export type BookBody = Call<typeof desk.book>['body']
export type At = NonNullable<BookBody['at']>
