import { catalog, couponDesk, workorder } from '@pitlane/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api'
import { isApiError } from '../../lib/api-error'
import { useStore } from '../../lib/staff'

/** Under this key lies everything about coupons of one store. */
const couponsKey = (storeId: string) => ['coupons', storeId] as const

export function useTemplates() {
  const { id: storeId } = useStore()
  return useQuery({
    queryKey: [...couponsKey(storeId), 'templates'],
    queryFn: async ({ signal }) => (await call(couponDesk.templates, { query: { storeId } }, signal)).templates,
  })
}

export function useTemplate(templateId: string) {
  const { id: storeId } = useStore()
  return useQuery({
    queryKey: [...couponsKey(storeId), 'template', templateId],
    queryFn: ({ signal }) => call(couponDesk.template, { params: { templateId } }, signal),
  })
}

export function useEmployeePhones() {
  const { id: storeId } = useStore()
  return useQuery({
    queryKey: [...couponsKey(storeId), 'employees'],
    queryFn: async ({ signal }) => (await call(couponDesk.employeePhones, { params: { storeId } }, signal)).phones,
  })
}

export function useCouponsOf(customerId: string) {
  const { id: storeId } = useStore()
  return useQuery({
    queryKey: [...couponsKey(storeId), 'customer', customerId],
    queryFn: async ({ signal }) =>
      (await call(couponDesk.ofCustomer, { params: { storeId, customerId } }, signal)).coupons,
  })
}

/** What the store offers, for coupons that name a service. */
export function useStoreServices() {
  const { id: storeId } = useStore()
  return useQuery({
    queryKey: ['store-services', storeId],
    queryFn: ({ signal }) => call(catalog.list, { params: { storeId } }, signal),
  })
}

/** The cars in the house, from which a customer is chosen. */
export function useCarsInHouse() {
  const { id: storeId } = useStore()
  return useQuery({
    queryKey: ['coupon-cars', storeId],
    queryFn: async ({ signal }) => (await call(workorder.board, { params: { storeId }, query: {} }, signal)).cards,
  })
}

/** Reads all about coupons anew. */
function useRefreshCoupons() {
  const { id: storeId } = useStore()
  const client = useQueryClient()
  return () => void client.invalidateQueries({ queryKey: couponsKey(storeId) })
}

/** Wraps a write: whatever the server refused, what is shown is read anew. */
export function useFreshly() {
  const refresh = useRefreshCoupons()
  return async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      const done = await work()
      refresh()
      return done
    } catch (e) {
      if (isApiError(e) && e.status > 0) refresh()
      throw e
    }
  }
}
