import Taro, { useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import { useCar } from '../../../../features/garage/garage.api'
import { garageText } from '../../../../features/garage/garage.text'
import { VehicleForm } from '../../../../features/garage/VehicleForm'
import { backOr } from '../../../../lib/back-or'
import { routes } from '../../../../lib/routes'
import { Card } from '../../../../ui/Card'
import { ErrorState } from '../../../../ui/ErrorState'
import { Page } from '../../../../ui/Page'
import { Skeleton } from '../../../../ui/Skeleton'

const text = garageText.form

export default function EditVehicle() {
  const { vehicleId } = useRouter().params
  const { data: car, error, reload } = useCar(vehicleId)
  useEffect(() => {
    void Taro.setNavigationBarTitle({ title: vehicleId ? text.edit : text.add })
  }, [vehicleId])

  if (vehicleId && !car) {
    return (
      <Page>
        {error ? (
          <ErrorState problem={error} onRetry={() => void reload()} />
        ) : (
          <Card>
            <Skeleton rows={6} height={64} />
          </Card>
        )}
      </Page>
    )
  }
  return <VehicleForm car={car} onStale={() => void reload()} onSaved={() => void backOr(routes.garage)} />
}
