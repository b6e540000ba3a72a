export { CodeForm } from './code-form.tsx';
export { DeviceForm } from './device-form.tsx';
export { Enrolment } from './enrolment.tsx';
export { PasswordForm } from './password-form.tsx';
