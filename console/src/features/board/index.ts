export { DayBoard } from './DayBoard'
export { DayPicker } from './DayPicker'
