using System.Text;

namespace MlopsCmdlets.Sandbox.Git.Transport;

/// <summary>
/// The <c>proc-receive</c> hook of all repositories. A push names its references before its objects, so the sandbox decides beforehand and
/// hands its rules to the hook in the environment; only "is this a fast-forward" needs the objects and is asked here. This hook, unlike
/// <c>update</c> and <c>pre-receive</c>, has its own text in the report to the client, which is all that libgit2 shows.
/// </summary>
internal static class ReceiveHook
{
    public const string RulesVariable = "SANDBOX_REF_RULES";

    /// <summary>The protocol is in gitformat "githooks", proc-receive: pkt-lines with the commands in, <c>ok</c> or <c>ng</c> for each out.</summary>
    public static string Script { get; } = """
        #!/bin/sh
        LC_ALL=C
        export LC_ALL
        tab=$(printf '\t')

        read_pkt() {
          size=$(dd bs=1 count=4 2>/dev/null)
          [ -n "$size" ] || return 1
          size=$((0x$size))
          [ "$size" -gt 4 ] || return 1
          line=$(dd bs=1 count=$((size - 4)) 2>/dev/null | tr -d '\000\n')
        }

        write_pkt() {
          printf '%04x%s' $((${#1} + 4)) "$1"
        }

        find_rule() {
          kind= reason= notice=
          while IFS="$tab" read -r k r short long; do
            if [ "$r" = "$1" ]; then kind=$k reason=$short notice=$long; fi
          done <<EOF
        $SANDBOX_REF_RULES
        EOF
        }

        refuse() {
          printf '%b\n' "$notice" >&2
          write_pkt "ng $1 $reason"
        }

        read_pkt || exit 1
        while read_pkt; do :; done
        write_pkt "version=1"
        printf 0000

        commands=
        while read_pkt; do
          commands="$commands$line
        "
        done

        printf '%s' "$commands" | while read -r old new ref; do
          find_rule "$ref"
          case $kind in
            deny) refuse "$ref" ;;
            forward)
              if git merge-base --is-ancestor "$old" "$new" 2>/dev/null; then
                write_pkt "ok $ref"
                write_pkt "option fall-through"
              else
                refuse "$ref"
              fi ;;
            *)
              write_pkt "ok $ref"
              write_pkt "option fall-through" ;;
          esac
        done
        printf 0000

        """.ReplaceLineEndings("\n");

    /// <summary>The value of <see cref="RulesVariable"/>.</summary>
    public static string Format(IEnumerable<(RefUpdate Update, RefRule Rule)> rules)
    {
        var text = new StringBuilder();
        foreach (var (update, rule) in rules)
            text.Append(rule.OnlyForward ? "forward" : "deny").Append('\t').Append(update.Name).Append('\t').Append(Plain(rule.Reason)).Append('\t').AppendJoin("\\n", rule.Notice.Select(Plain)).Append('\n');
        return text.ToString();
    }

    private static string Plain(string text) => string.Concat(text.Select(c => char.IsControl(c) || c == '\\' ? '?' : c));
}
