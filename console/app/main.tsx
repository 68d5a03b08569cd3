import { render } from 'preact';
import { beginSession } from './api/session.js';
import { Frame } from './frame/frame.js';
import './styles/tokens.css';
import './styles/base.css';
import './theme.js';

await beginSession();
render(<Frame />, document.getElementById('console') as HTMLElement);
