import type { workorder } from '@pitlane/contract'
import { words } from './words'

/** What is special about a job. */
export const JobMarks = ({ job }: { readonly job: workorder.JobView }) => (
  <>
    {job.isAddon && <span className="tag tone-going">{words.addon}</span>}
    {job.isSafety && (
      <span className="tag tone-wait" title={words.safetyHint}>
        {words.safety}
      </span>
    )}
    {job.rejections > 0 && <span className="tag tone-stop">{words.rejected(job.rejections)}</span>}
  </>
)
