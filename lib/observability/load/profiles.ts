/** A stretch of a test: the share of the usual rate that is reached at its end, and its minutes. */
interface Stage {
  readonly rate: number;
  readonly minutes: number;
}

/** How a test drives load, in shares of the usual rate. */
export interface Profile {
  readonly name: 'smoke' | 'load' | 'spike' | 'stress' | 'breakpoint';
  /** What its result tells. */
  readonly tells: string;
  readonly stages: readonly Stage[];
  /** Whether it ends with the first broken promise: the rate then is the answer. */
  readonly endsAtTheFirstFault: boolean;
}

/** The five questions of a load test, each with the shape of load that answers it. */
export const profiles: readonly Profile[] = [
  {
    name: 'smoke',
    tells: 'whether it works at all',
    stages: [{ rate: 0.1, minutes: 1 }],
    endsAtTheFirstFault: false,
  },
  {
    name: 'load',
    tells: 'whether it keeps its promises on a usual day',
    stages: [
      { rate: 1, minutes: 2 },
      { rate: 1, minutes: 10 },
      { rate: 0, minutes: 1 },
    ],
    endsAtTheFirstFault: false,
  },
  {
    name: 'spike',
    tells: 'whether it survives a sudden crowd, and recovers',
    stages: [
      { rate: 1, minutes: 1 },
      { rate: 8, minutes: 0.2 },
      { rate: 8, minutes: 2 },
      { rate: 1, minutes: 0.2 },
      { rate: 1, minutes: 2 },
    ],
    endsAtTheFirstFault: false,
  },
  {
    name: 'stress',
    tells: 'whether it keeps its promises at three times the usual rate',
    stages: [
      { rate: 1, minutes: 2 },
      { rate: 2, minutes: 5 },
      { rate: 3, minutes: 5 },
      { rate: 0, minutes: 2 },
    ],
    endsAtTheFirstFault: false,
  },
  {
    name: 'breakpoint',
    tells: 'at which rate it breaks its promises',
    stages: [{ rate: 20, minutes: 30 }],
    endsAtTheFirstFault: true,
  },
];
