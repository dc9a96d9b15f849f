import { Card } from './Card'
import { Skeleton } from './Skeleton'

/** Three grey cards in the place of a list that is being loaded. */
export function CardSkeletons() {
  return (
    <>
      {[1, 2, 3].map((i) => (
        <Card key={i}>
          <Skeleton rows={3} height={22} />
        </Card>
      ))}
    </>
  )
}
