# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion of matoictl                                 -*- shell-script -*-

_matoictl_refs ()
{
  local db=() i
  for ((i = 1; i < COMP_CWORD; i++)); do
    if [[ ${COMP_WORDS[i]} == --db ]]; then
      db=(--db "${COMP_WORDS[i + 1]/#\~\//$HOME/}")
    fi
  done
  matoictl "${db[@]}" list --refs 2>/dev/null
}

_matoictl ()
{
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
  local common='--db --json --lang --as --at --help'
  local commands='declare say note strike confirm rule-out evidence severity phase role details ask answer extend
    todo update end reopen postmortem action actions show list clocks import export verify rebuild backup restore config secret doctor replay outbox sync bridge search stats'
  local with_ref=' say note strike confirm rule-out evidence severity phase role details ask answer extend todo
    update end reopen postmortem action show clocks export '
  local roles='ic deputy scribe customer-liaison internal-liaison sme investigator shadow observer'
  local command='' position=0 i word choices=''
  COMPREPLY=()

  # the command, and how many arguments stand between it and the cursor
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    case $word in
      --db | --lang | --as | --at | --title | --severity | --scope | --service | --policy | --detected-by | \
        --evidence | --kind | --query | --reason | --none | --owner | --to | --text | --outcome | \
        --final-severity | --override | --state | --format | --speed | --limit | --url | --started | --detected | \
        --mitigated | --worst-case | --section | --template | --minutes | --attended | --priority | --owner-team | \
        --anchor | --unknown | --action | --due | --channel | --from | --reaction | --into | --status | --component | --by | --month | --report | \
        --map | --output | -o) ((i++)) ;;
      -*) ;;
      *)
        if [[ -z $command ]]; then
          command=$word
        else
          ((position++))
        fi ;;
    esac
  done

  case $prev in
    --db | --report | --output | -o) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); compopt -o filenames 2>/dev/null; return ;;
    --lang) choices='en ja' ;;
    --policy) choices='pagerduty small-team light' ;;
    --detected-by) choices='monitor customer staff' ;;
    --kind)
      choices='fact hypothesis decision action update detection'
      [[ $command == action ]] && choices='prevent mitigate process detect' ;;
    --priority) choices='P0 P1 P2 P3' ;;
    --anchor) choices='factor-began page public key-action impact-ended' ;;
    --template) choices='pagerduty pivot sre short' ;;
    --to)
      [[ $command == import || $command == stats ]] && return
      choices='channel executives public company' ;;
    --channel)
      [[ $command == import ]] && return
      choices='own none' ;;
    --into) choices=$(_matoictl_refs) ;;
    --outcome) choices='recovered recovering false-alarm' ;;
    --state) choices='live ended all' ;;
    --format) choices='markdown html pdf ics json csv' ;;
    --status) choices='investigating identified monitoring resolved' ;;
    --by) choices='month week' ;;
    --severity | --final-severity) choices='1 2 3 4 5' ;;
    --as | --at | --title | --scope | --service | --evidence | --query | --reason | --none | --owner | --text | \
      --override | --speed | --limit | --url | --started | --detected | --mitigated | --worst-case | \
      --section | --minutes | --attended | --owner-team | --unknown | --action | --due | --from | \
      --reaction | --component | --month | --map) return ;;
  esac
  if [[ -n $choices ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$cur")
    return
  fi

  if [[ $cur == -* ]]; then
    case $command in
      '') choices='--version' ;;
      declare) choices='--title --severity --scope --service --policy --detected-by --evidence --security --drill
        --channel --started --detected --not-an-incident --owner-team --text' ;;
      details) choices='--title --scope --worst-case --service --started --detected --mitigated' ;;
      note) choices='--kind --evidence --query' ;;
      strike | severity | reopen) choices='--reason' ;;
      evidence) choices='--none --query' ;;
      role) choices='--release --handover' ;;
      todo) choices='--later --owner' ;;
      update) choices='--to --text --draft --approve --url --publish --status --component --recovered --no-notify' ;;
      end) choices='--outcome --final-severity --owner --override' ;;
      postmortem) choices='--minutes --attended --section --reason --owner --template --none --text --evidence
        --anchor --learned-later --unknown --action --url' ;;
      action) choices='--priority --kind --owner-team --due --reason --url --all --dry-run' ;;
      actions) choices='--open --overdue' ;;
      list) choices='--state --refs --limit' ;;
      export) choices='--format --both -o' ;;
      search) choices='--limit' ;;
      sync) choices='--once' ;;
      stats) choices='--from --to --by --service --month --report --both' ;;
      import) choices='--channel --from --to --reaction --todos --into --title --severity --policy
        --map --dry-run --skip-refused' ;;
      replay) choices='--speed' ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$choices $common" -- "$cur")
    return
  fi

  if [[ -z $command ]]; then
    choices=$commands
  elif [[ $position == 0 && $with_ref == *[[:space:]]"$command"[[:space:]]* ]]; then
    choices=$(_matoictl_refs)
  else
    case $command-$position in
      import-* | replay-0 | verify-0 | backup-0 | restore-0)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        compopt -o filenames 2>/dev/null
        return ;;
      say-1)
        choices='/sev /phase /role /handover /ask /ack /answer /reassign /todo /later /done /update /poll /poll-close /snooze /step
          /step-undo /subteam /move /dissolve /security /link /correct /page /end /reopen' ;;
      severity-1) choices='1 2 3 4 5' ;;
      phase-1) choices='size-up stabilise update verify' ;;
      role-1) choices=$roles ;;
      todo-1) choices='add done' ;;
      postmortem-1)
        choices='show write meeting held agree comment resolve message gates advance reopen lint rows row impact
          factor learned picture tick untick dismiss due assign create waive owner link recording responder park mailed
          steps-ticket' ;;
      postmortem-2 | postmortem-3)
        case ${COMP_WORDS[COMP_CWORD - position + 1]} in
          gates | advance | reopen) choices='draft in-review reviewed closed' ;;
          message) choices='none write approve posted' ;;
          row) choices='add tell leave-out reset' ;;
          factor) choices='add edit remove' ;;
          learned) choices='well badly lucky edit remove' ;;
          mailed) choices='done internal' ;;
          picture | write)
            mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            compopt -o filenames 2>/dev/null
            return ;;
        esac ;;
      action-1) choices='add ticket link wont edit reopen drop list' ;;
      config-0) choices='list get set unset' ;;
      secret-0) choices='set' ;;
    esac
  fi
  mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$cur")
}

complete -F _matoictl matoictl
