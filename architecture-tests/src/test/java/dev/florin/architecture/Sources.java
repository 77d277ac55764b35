package dev.florin.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The Java sources of all modules, parsed; generated ones are not among them. */
final class Sources {
    /** The folder of the root pom: tests run in the folder of their module. */
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    /** Parsed once for all tests. */
    static final Sources ALL = parse();

    private final List<CompilationUnitTree> files;
    private final SourcePositions positions;

    private Sources(final List<CompilationUnitTree> files, final SourcePositions positions) {
        this.files = files;
        this.positions = positions;
    }

    /** One piece of syntax: a file, a class, a method, down to a literal. */
    final class Piece {
        private final CompilationUnitTree file;
        private final String path;
        private final Tree tree;

        private Piece(final CompilationUnitTree file, final String path, final Tree tree) {
            this.file = file;
            this.path = path;
            this.tree = tree;
        }

        Tree tree() {
            return tree;
        }

        /** The path below the root, with {@code /} between folders on every system. */
        String path() {
            return path;
        }

        long lastLine() {
            return line(positions.getEndPosition(file, tree));
        }

        /** The lines that a part of this piece spans, its first and last included. */
        long lineCount(final Tree part) {
            return line(positions.getEndPosition(file, part)) - line(positions.getStartPosition(file, part)) + 1;
        }

        private long line(final long position) {
            return file.getLineMap().getLineNumber(position);
        }

        @Override
        public String toString() {
            return path + ":" + line(positions.getStartPosition(file, tree));
        }
    }

    /**
     * Finds pieces of syntax, in the order in which they stand.
     *
     * @param predicate what to look for.
     * @return all that satisfy it.
     */
    List<Piece> find(final Predicate<Piece> predicate) {
        final List<Piece> found = new ArrayList<>();
        for (final CompilationUnitTree file : files) {
            final String path = path(file);
            new TreeScanner<Void, Void>() {
                @Override
                public Void scan(final Tree tree, final Void unused) {
                    if (tree != null) {
                        final Piece piece = new Piece(file, path, tree);
                        if (predicate.test(piece)) {
                            found.add(piece);
                        }
                    }
                    return super.scan(tree, null);
                }
            }.scan(file, null);
        }
        return found;
    }

    private static String path(final CompilationUnitTree file) {
        final Path path = ROOT.relativize(Path.of(file.getSourceFile().toUri()));
        return path.toString().replace('\\', '/');
    }

    private static Sources parse() {
        final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            final JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(paths()));
            final List<CompilationUnitTree> files = new ArrayList<>();
            task.parse().forEach(files::add);
            return new Sources(files, Trees.instance(task).getSourcePositions());
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read the sources below " + ROOT, e);
        }
    }

    private static List<Path> paths() throws IOException {
        final List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(ROOT, Sources::isModuleWithSources)) {
            for (final Path module : modules) {
                try (Stream<Path> files = Files.walk(module.resolve("src"))) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(paths::add);
                }
            }
        }
        return paths;
    }

    private static boolean isModuleWithSources(final Path folder) {
        return Files.exists(folder.resolve("pom.xml")) && Files.exists(folder.resolve("src"));
    }
}
