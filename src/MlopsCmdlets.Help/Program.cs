using System.Text;
using MlopsCmdlets.Help;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return HelpTool.Run(args, Console.Out, Console.Error);
