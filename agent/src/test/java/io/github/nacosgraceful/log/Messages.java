package io.github.nacosgraceful.log;

import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.StaticJavaParser;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.stmt.ReturnStmt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the agent can say from info upwards, read out of its sources. A message is a literal, a sum
 * of literals, a choice between them, or what a method of the same file returns or is called with.
 * Lines that are put together in another way show up by the literals of the file that logs them.
 */
final class Messages {

  private static final Path SOURCES = Path.of("src", "main", "java");

  /** What these print is the answer to a command, not the log. */
  private static final Pattern COMMANDS = Pattern.compile(".*/(command|doctor)/.*");

  private static final Set<String> LEVELS = Set.of("info", "warn", "error");

  /** The messages, and where each stands in the code. */
  final Map<Wording, String> messages = new LinkedHashMap<>();

  /** What lines are put together from, and where that stands in the code. */
  final Map<String, String> parts = new LinkedHashMap<>();

  /** Every text in the code. */
  final Set<String> literals = new HashSet<>();

  static Messages read() throws IOException {
    StaticJavaParser.getParserConfiguration()
        .setLanguageLevel(ParserConfiguration.LanguageLevel.JAVA_17);
    Messages all = new Messages();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
        all.read(file);
      }
    }
    return all;
  }

  private void read(Path file) throws IOException {
    CompilationUnit unit = StaticJavaParser.parse(file);
    for (StringLiteralExpr literal : unit.findAll(StringLiteralExpr.class)) {
      literals.add(literal.asString());
    }
    boolean isCommand = COMMANDS.matcher(file.toString()).matches();
    for (MethodCallExpr call : unit.findAll(MethodCallExpr.class)) {
      Optional<Expression> said = said(call, isCommand);
      if (said.isEmpty()) {
        continue;
      }
      String where = SOURCES.relativize(file) + ":" + call.getBegin().orElseThrow().line;
      for (String text : texts(said.get(), unit, new HashSet<>())) {
        Wording wording = Wording.ofTemplate(before(call) + text.replace("[nacos-graceful] ", ""));
        if (!wording.isWordless()) {
          messages.putIfAbsent(wording, where);
        } else if (!said.get().toString().equals("warning")) { // of the settings, see below
          unit.findAll(StringLiteralExpr.class)
              .forEach(literal -> parts.putIfAbsent(literal.asString(), where));
        }
      }
    }
  }

  /** What a call puts into the log. */
  private static Optional<Expression> said(MethodCallExpr call, boolean isCommand) {
    String scope = call.getScope().map(Object::toString).orElse("");
    String name = call.getNameAsString();
    boolean isSaid =
        scope.equals("log") && LEVELS.contains(name)
            || scope.equals("warnings") && name.equals("add")
            || scope.equals("dryRun") && Set.of("instead", "says").contains(name)
            || scope.equals("System.err") && !isCommand
            || scope.equals("LogLine") && name.equals("of") && call.getArguments().size() == 2;
    if (!isSaid || call.getArguments().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(call.getArgument(scope.equals("LogLine") ? 1 : 0));
  }

  /** What {@link DryRun} puts before it. */
  private static String before(MethodCallExpr call) {
    if (!call.getScope().map(Object::toString).orElse("").equals("dryRun")) {
      return "";
    }
    return DryRun.SAYS + (call.getNameAsString().equals("instead") ? DryRun.WOULD : "");
  }

  /** All that an expression may come to; what is known at run time only is an ellipsis. */
  private static List<String> texts(
      Expression expression, CompilationUnit unit, Set<String> following) {
    if (expression.isEnclosedExpr()) {
      return texts(expression.asEnclosedExpr().getInner(), unit, following);
    }
    if (expression.isStringLiteralExpr()) {
      return List.of(expression.asStringLiteralExpr().asString());
    }
    if (expression instanceof BinaryExpr sum && sum.getOperator() == BinaryExpr.Operator.PLUS) {
      List<String> sums = new ArrayList<>();
      for (String left : texts(sum.getLeft(), unit, following)) {
        for (String right : texts(sum.getRight(), unit, following)) {
          sums.add(left + right);
        }
      }
      return sums;
    }
    if (expression instanceof ConditionalExpr choice) {
      List<String> both = new ArrayList<>(texts(choice.getThenExpr(), unit, following));
      both.addAll(texts(choice.getElseExpr(), unit, following));
      return both;
    }
    List<Expression> origins = origins(expression, unit);
    if (origins.isEmpty() || !following.add(expression.toString())) {
      return List.of("…");
    }
    List<String> all = new ArrayList<>();
    for (Expression origin : origins) {
      all.addAll(texts(origin, unit, following));
    }
    following.remove(expression.toString());
    return all;
  }

  /** What a method of this file returns, what a parameter of one is called with, or a constant. */
  private static List<Expression> origins(Expression expression, CompilationUnit unit) {
    List<Expression> origins = new ArrayList<>();
    if (expression instanceof MethodCallExpr call && call.getScope().isEmpty()) {
      for (MethodDeclaration method : unit.findAll(MethodDeclaration.class)) {
        if (method.getName().equals(call.getName())) {
          method
              .findAll(ReturnStmt.class)
              .forEach(end -> end.getExpression().ifPresent(origins::add));
        }
      }
    }
    if (expression.isNameExpr()) {
      for (VariableDeclarator field : unit.findAll(VariableDeclarator.class)) {
        if (field.getNameAsString().equals(expression.toString())
            && field.getParentNode().filter(FieldDeclaration.class::isInstance).isPresent()) {
          field.getInitializer().filter(Expression::isStringLiteralExpr).ifPresent(origins::add);
        }
      }
      MethodDeclaration method = expression.findAncestor(MethodDeclaration.class).orElseThrow();
      for (int i = 0; i < method.getParameters().size(); i++) {
        if (method.getParameter(i).getNameAsString().equals(expression.toString())) {
          for (MethodCallExpr call : unit.findAll(MethodCallExpr.class)) {
            if (call.getScope().isEmpty() && call.getName().equals(method.getName())) {
              origins.add(call.getArgument(i));
            }
          }
        }
      }
    }
    return origins;
  }
}
