import { afterEach, describe, expect, jest, test } from '@jest/globals'
import { act, fireEvent, render, renderHook, screen } from '@testing-library/react'
import Taro from '@tarojs/taro'
import { useLargeType } from '../../../miniprogram/src/lib/large-type'
import { ActionButton } from '../../../miniprogram/src/ui/ActionButton'
import { Page } from '../../../miniprogram/src/ui/Page'
import { Tappable } from '../../../miniprogram/src/ui/Tappable'

const KEY = 'pitlane.large-type'

/** The magnification that everything inside a page reads. */
const scale = (container: HTMLElement) =>
  container.querySelector<HTMLElement>('.page')?.style.getPropertyValue('--scale')

afterEach(() => {
  Taro.removeStorageSync(KEY)
})

describe('大字 mode', () => {
  test('magnifies every page at once and is kept on the device', () => {
    const { container } = render(<Page>内容</Page>)
    expect(scale(container)).toBe('1')
    const { result } = renderHook(useLargeType)
    act(() => result.current[1](true))
    expect(scale(container)).toBe('1.25')
    expect(Taro.getStorageSync(KEY)).toBe(true)
    act(() => result.current[1](false))
    expect(scale(container)).toBe('1')
  })
})

describe('what is touched', () => {
  test('is a named button that keys press too', () => {
    const press = jest.fn<() => void>()
    render(
      <Tappable label="关闭" onClick={press}>
        ×
      </Tappable>,
    )
    const button = screen.getByRole('button', { name: '关闭' })
    expect(button.getAttribute('tabindex')).toBe('0')
    fireEvent.click(button)
    fireEvent.keyDown(button, { key: 'Enter' })
    fireEvent.keyDown(button, { key: 'a' })
    expect(press).toHaveBeenCalledTimes(2)
  })

  test.each([{ disabled: true }, { loading: true }])('does nothing while %j', (state) => {
    const press = jest.fn<() => void>()
    render(
      <ActionButton {...state} onClick={press}>
        确认
      </ActionButton>,
    )
    fireEvent.click(screen.getByRole('button', { name: '确认' }))
    expect(press).not.toHaveBeenCalled()
  })
})
