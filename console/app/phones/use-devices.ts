// The phones and what each is doing, asked again every few seconds while somebody looks.
import type { DeviceList } from '@farhand/cloud';
import { useEffect } from 'preact/hooks';
import { type Loaded, useApi } from '../api/use-api.js';

const againMs = 5000;

export function useDevices(): Loaded<DeviceList> {
  const loaded = useApi<DeviceList>('/v1/devices');
  useEffect(() => {
    const timer = setTimeout(() => !document.hidden && loaded.reload(), againMs);
    return () => clearTimeout(timer);
  });
  return loaded;
}
