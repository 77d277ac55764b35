package dev.florin.statemachine.matching;

import dev.florin.statemachine.paged.PagedRows;
import dev.florin.statemachine.paged.RowPool;
import dev.florin.statemachine.paged.UndoJournal;

/**
 * Finds price levels by tick, without hashing: a tree for every ladder in which a node has 64 children and a word that says
 * which of them there are. A leaf spans 64 neighbouring ticks, so that orders near each other share a path; the tree is as
 * high as its highest tick asks for, and finds the next level up or down by counting zeros. Owned by the engine thread.
 *
 * <p>The leaf that was used last is remembered: most prices are near the one before.
 *
 * <p>Rows of the ladders: 0 root, 1 height, 2 ticks of the remembered leaf, 3 that leaf or 0. Rows of the nodes: 0 which children there are, from 1 on two children a long.
 */
final class PriceIndex {
    private static final int ROOT = 0;
    private static final int HEIGHT = 1;
    private static final int LEAF_TICKS = 2;
    private static final int LEAF = 3;
    private static final int LADDER_LENGTH = 4;
    private static final int LADDERS_PER_PAGE_LOG2 = 8;

    private static final int CHILDREN_BITMAP = 0;
    private static final int FIRST_CHILD = 1;
    private static final int FANOUT_LOG2 = 6;
    private static final int FANOUT_MASK = (1 << FANOUT_LOG2) - 1;
    private static final int NODE_LENGTH = FIRST_CHILD + (1 << (FANOUT_LOG2 - 1));
    private static final int NODES_PER_PAGE_LOG2 = 8;
    private static final int MAX_HEIGHT = 11;
    private static final long LOW_MASK = 0xFFFF_FFFFL;

    private final PagedRows ladders;
    private final RowPool pool;
    private final PagedRows nodes;
    private final int[] path = new int[MAX_HEIGHT];

    PriceIndex(final UndoJournal undo) {
        ladders = new PagedRows(LADDER_LENGTH, LADDERS_PER_PAGE_LOG2, undo);
        pool = new RowPool(NODE_LENGTH, NODES_PER_PAGE_LOG2, undo);
        nodes = pool.rows();
    }

    /** Makes room for a ladder. */
    void ensure(final int ladder) {
        ladders.ensure(ladder);
    }

    /** The level at a tick, or 0. */
    int find(final int ladder, final long tick) {
        final int near = leaf(ladder, tick);
        if (near != 0) {
            return child(near, digit(tick, 0));
        }
        final int height = height(ladder);
        if (height == 0 || isBeyond(tick, height)) {
            return 0;
        }
        int node = root(ladder);
        for (int depth = height - 1; depth > 0 && node != 0; depth--) {
            node = child(node, digit(tick, depth));
        }
        return node == 0 ? 0 : child(node, digit(tick, 0));
    }

    /** Adds a level where there is none. */
    void put(final int ladder, final long tick, final int level) {
        int leaf = leaf(ladder, tick);
        if (leaf == 0) {
            leaf = findOrMakeLeaf(ladder, tick);
            ladders.set(ladder, LEAF_TICKS, tick >>> FANOUT_LOG2);
            ladders.set(ladder, LEAF, leaf);
        }
        child(leaf, digit(tick, 0), level);
    }

    private int findOrMakeLeaf(final int ladder, final long tick) {
        int height = height(ladder);
        int root = root(ladder);
        if (height == 0) {
            root = pool.take();
            height = heightOf(tick);
        }
        while (isBeyond(tick, height)) {
            final int above = pool.take();
            child(above, 0, root);
            root = above;
            height++;
        }
        ladders.set(ladder, ROOT, root);
        ladders.set(ladder, HEIGHT, height);
        int node = root;
        for (int depth = height - 1; depth > 0; depth--) {
            int next = child(node, digit(tick, depth));
            if (next == 0) {
                next = pool.take();
                child(node, digit(tick, depth), next);
            }
            node = next;
        }
        return node;
    }

    /** Removes a level that is there, and the nodes that have nothing left. */
    void remove(final int ladder, final long tick) {
        final int near = leaf(ladder, tick);
        if (near != 0) {
            if (hasOthers(near, digit(tick, 0))) {
                child(near, digit(tick, 0), 0);
                return;
            }
            ladders.set(ladder, LEAF, 0);
        }
        final int height = height(ladder);
        int node = root(ladder);
        for (int depth = height - 1; depth > 0; depth--) {
            path[depth] = node;
            node = child(node, digit(tick, depth));
        }
        path[0] = node;
        for (int depth = 0; depth < height; depth++) {
            child(path[depth], digit(tick, depth), 0);
            if (bitmap(path[depth]) != 0) {
                return;
            }
            pool.give(path[depth]);
        }
        ladders.set(ladder, ROOT, 0);
        ladders.set(ladder, HEIGHT, 0);
    }

    /** The level at the highest tick below, or 0. */
    int below(final int ladder, final long tick) {
        final int height = height(ladder);
        if (height == 0) {
            return 0;
        }
        if (isBeyond(tick, height)) {
            return last(root(ladder), height - 1);
        }
        for (int depth = descend(ladder, tick); depth < height; depth++) {
            final long lower = bitmap(path[depth]) & ((1L << digit(tick, depth)) - 1);
            if (lower != 0) {
                final int child = child(path[depth], Long.SIZE - 1 - Long.numberOfLeadingZeros(lower));
                return depth == 0 ? child : last(child, depth - 1);
            }
        }
        return 0;
    }

    /** The level at the lowest tick above, or 0. */
    int above(final int ladder, final long tick) {
        final int height = height(ladder);
        if (height == 0 || isBeyond(tick, height)) {
            return 0;
        }
        for (int depth = descend(ladder, tick); depth < height; depth++) {
            final long higher = bitmap(path[depth]) & (-2L << digit(tick, depth));
            if (higher != 0) {
                final int child = child(path[depth], Long.numberOfTrailingZeros(higher));
                return depth == 0 ? child : first(child, depth - 1);
            }
        }
        return 0;
    }

    /** The remembered leaf if it is the one that a tick is in, else 0. */
    private int leaf(final int ladder, final long tick) {
        return ladders.get(ladder, LEAF_TICKS) == tick >>> FANOUT_LOG2 ? (int) ladders.get(ladder, LEAF) : 0;
    }

    private boolean hasOthers(final int node, final int digit) {
        return (bitmap(node) & ~(1L << digit)) != 0;
    }

    /** Nodes in use. */
    int nodeCount() {
        return pool.rowsInUse();
    }

    /** Fills {@link #path} from the root down, as far as there are nodes; returns the depth of the last. */
    private int descend(final int ladder, final long tick) {
        int node = root(ladder);
        int depth = height(ladder) - 1;
        path[depth] = node;
        while (depth > 0) {
            node = child(node, digit(tick, depth));
            if (node == 0) {
                return depth;
            }
            depth--;
            path[depth] = node;
        }
        return 0;
    }

    private int last(final int start, final int startDepth) {
        int node = start;
        for (int depth = startDepth; depth >= 0; depth--) {
            node = child(node, Long.SIZE - 1 - Long.numberOfLeadingZeros(bitmap(node)));
        }
        return node;
    }

    private int first(final int start, final int startDepth) {
        int node = start;
        for (int depth = startDepth; depth >= 0; depth--) {
            node = child(node, Long.numberOfTrailingZeros(bitmap(node)));
        }
        return node;
    }

    private int root(final int ladder) {
        return (int) ladders.get(ladder, ROOT);
    }

    private int height(final int ladder) {
        return (int) ladders.get(ladder, HEIGHT);
    }

    private long bitmap(final int node) {
        return nodes.get(node, CHILDREN_BITMAP);
    }

    private int child(final int node, final int digit) {
        final long pair = nodes.get(node, FIRST_CHILD + (digit >>> 1));
        return (int) ((digit & 1) == 0 ? pair : pair >>> Integer.SIZE);
    }

    private void child(final int node, final int digit, final int child) {
        final long[] page = nodes.writablePage(node);
        final int offset = nodes.offset(node);
        final int column = offset + FIRST_CHILD + (digit >>> 1);
        page[column] = (digit & 1) == 0
                ? (page[column] & ~LOW_MASK) | child
                : (page[column] & LOW_MASK) | ((long) child << Integer.SIZE);
        final long bit = 1L << digit;
        page[offset + CHILDREN_BITMAP] =
                child == 0 ? page[offset + CHILDREN_BITMAP] & ~bit : page[offset + CHILDREN_BITMAP] | bit;
    }

    private static int digit(final long tick, final int depth) {
        return (int) (tick >>> (FANOUT_LOG2 * depth)) & FANOUT_MASK;
    }

    /** The lowest tree that a tick fits in. */
    private static int heightOf(final long tick) {
        int height = 1;
        while (isBeyond(tick, height)) {
            height++;
        }
        return height;
    }

    private static boolean isBeyond(final long tick, final int height) {
        return height < MAX_HEIGHT && tick >>> (FANOUT_LOG2 * height) != 0;
    }
}
