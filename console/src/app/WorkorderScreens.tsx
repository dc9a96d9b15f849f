import { Navigate, Route, Routes } from 'react-router-dom'
import { InspectionPaper, SettlementPaper, WorkorderPage } from '../features/workorders'
import { pathTo, workorderPath } from '../lib/paths'
import { useStore } from '../lib/staff'

/** One work order, and its sheets on paper. */
export function WorkorderScreens() {
  const { id } = useStore()
  const pathOf = (workorderId: string) => workorderPath(id, workorderId)
  return (
    <Routes>
      <Route index element={<WorkorderPage backTo={pathTo(id, 'workorders')} pathOf={pathOf} />} />
      <Route path="inspection-sheet" element={<InspectionPaper pathOf={pathOf} />} />
      <Route path="settlement-sheet" element={<SettlementPaper pathOf={pathOf} />} />
      <Route path="*" element={<Navigate to={pathTo(id, 'workorders')} replace />} />
    </Routes>
  )
}
