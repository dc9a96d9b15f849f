/** A mini-program runs once per device: nobody to wait for. */
export const exclusively = <T>(_name: string, work: () => Promise<T>): Promise<T> => work()
