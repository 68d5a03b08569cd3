// A chat template in the form of Step 3.5's, for tests: turns in ChatML, tools in the system turn, thoughts kept only
// after the last question, results of tools together in one turn, and a thought opened for the answer. It asks of its
// reader what the real ones ask: a macro, a walk backwards, methods of texts, arguments one by one through filters.

export const STEP_TEMPLATE = `{%- macro said(message) -%}
  {%- if message.content is none -%}{{- '' -}}{%- else -%}{{- message.content -}}{%- endif -%}
{%- endmacro -%}
{{- bos_token -}}
{%- set instruction = said(messages[0]) if messages[0].role == 'system' else '' -%}
{%- if tools -%}
  {{- '<|im_start|>system\\n' + (instruction + '\\n\\n' if instruction else '') + '# Tools\\n\\n<tools>' -}}
  {%- for tool in tools -%}{{- '\\n' + (tool | tojson(ensure_ascii=False)) -}}{%- endfor -%}
  {{- '\\n</tools><|im_end|>\\n' -}}
{%- elif instruction -%}
  {{- '<|im_start|>system\\n' + instruction + '<|im_end|>\\n' -}}
{%- endif -%}
{%- set last = namespace(sought=true, question=0) -%}
{%- for message in messages[::-1] -%}
  {%- if last.sought and message.role == 'user' and not said(message).startswith('<tool_response>') -%}
    {%- set last.question = (messages|length - 1) - loop.index0 -%}
    {%- set last.sought = false -%}
  {%- endif -%}
{%- endfor -%}
{%- for message in messages -%}
  {%- set content = said(message) -%}
  {%- if message.role == 'user' -%}
    {{- '<|im_start|>user\\n' + content + '<|im_end|>\\n' -}}
  {%- elif message.role == 'assistant' -%}
    {%- set thought = message.reasoning_content if message.reasoning_content is string else '' -%}
    {%- if not thought and '</think>' in content -%}
      {%- set thought = content.split('</think>')[0].rstrip('\\n').split('<think>')[-1].lstrip('\\n') -%}
      {%- set content = content.split('</think>')[-1].lstrip('\\n') -%}
    {%- endif -%}
    {{- '<|im_start|>assistant\\n' -}}
    {%- if thought and loop.index0 > last.question -%}{{- '<think>\\n' + thought + '\\n</think>\\n' -}}{%- endif -%}
    {{- content -}}
    {%- for call in message.tool_calls or [] -%}
      {{- '<tool_call>\\n<function=' + call.function.name + '>\\n' -}}
      {%- for name, value in call.function.arguments|items -%}
        {%- set parts = value is mapping or (value is sequence and value is not string) -%}
        {%- set value = value | tojson(ensure_ascii=False) | safe if parts else value | string -%}
        {{- '<parameter=' + name + '>\\n' + value + '\\n</parameter>\\n' -}}
      {%- endfor -%}
      {{- '</function>\\n</tool_call>' -}}
    {%- endfor -%}
    {{- '<|im_end|>\\n' -}}
  {%- elif message.role == 'tool' -%}
    {%- if messages[loop.index0 - 1].role != 'tool' -%}{{- '<|im_start|>tool_response\\n' -}}{%- endif -%}
    {{- '<tool_response>' + content + '</tool_response>' -}}
    {%- if loop.last or messages[loop.index0 + 1].role != 'tool' -%}{{- '<|im_end|>\\n' -}}{%- endif -%}
  {%- endif -%}
{%- endfor -%}
{%- if add_generation_prompt -%}{{- '<|im_start|>assistant\\n<think>\\n' -}}{%- endif -%}`;
