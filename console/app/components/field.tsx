// A labelled input. The label is always there to be read, by eyes or by a screen reader.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import './field.css';

interface FieldProps {
  readonly label: string;
  /** One line on what to give; read out with the input. */
  readonly help?: ComponentChildren;
  readonly problem?: string | undefined;
  /** Gets what ties the input to label, help and problem. */
  readonly children: (tied: Tied) => ComponentChildren;
}

export interface Tied {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
}

export function Field({ label, help, problem, children }: FieldProps) {
  const id = useId();
  const describedBy = [help && `${id}-help`, problem && `${id}-problem`].filter(Boolean).join(' ') || undefined;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, 'aria-describedby': describedBy, 'aria-invalid': problem !== undefined })}
      {help && (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {problem && (
        <p class="problem-line" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

interface TextFieldProps extends Omit<FieldProps, 'children'> {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly type?: 'text' | 'password' | 'search' | 'number' | 'date' | 'time' | 'url';
  readonly placeholder?: string;
  readonly isRequired?: boolean;
  /** To be read, not to be changed. */
  readonly isFixed?: boolean;
}

export function TextField({
  label,
  help,
  problem,
  value,
  onValue,
  type = 'text',
  placeholder,
  isRequired,
  isFixed,
}: TextFieldProps) {
  // Types of inputs are told apart by what else they take; what is given here all of them take.
  const input = {
    type: type as 'text',
    value,
    required: isRequired ?? false,
    readOnly: isFixed ?? false,
    ...(placeholder && { placeholder }),
  };
  return (
    <Field label={label} help={help} problem={problem}>
      {(tied) => (
        <input autocomplete="off" {...tied} {...input} onInput={(event) => onValue(event.currentTarget.value)} />
      )}
    </Field>
  );
}

interface ChoiceProps<Value extends string> extends Omit<FieldProps, 'children'> {
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly onValue: (value: Value) => void;
}

export function Choice<Value extends string>({ label, help, problem, value, choices, onValue }: ChoiceProps<Value>) {
  return (
    <Field label={label} help={help} problem={problem}>
      {(tied) => (
        <select {...tied} value={value} onChange={(event) => onValue(event.currentTarget.value as Value)}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
