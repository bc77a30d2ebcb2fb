package dev.accelerate.jpa.unkeyed;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;

import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;
import org.springframework.util.ClassUtils;

/**
 * Proof from the class file that a {@link StatementInspector} only looks at statements:
 * whatever its method does, it returns the text it was given, or {@code null}. Where
 * there is no class file, as for a lambda expression, there is no proof.
 */
final class InspectorBytecode {

	private InspectorBytecode() {
	}

	/**
	 * Returns whether an inspector is proved to change no statement.
	 */
	static boolean keepsStatements(StatementInspector inspector) {
		try {
			Method inspect = ClassUtils.getUserClass(inspector).getMethod("inspect", String.class);
			Class<?> declarer = inspect.getDeclaringClass();
			try (InputStream bytes = declarer.getResourceAsStream(ClassUtils.getClassFileName(declarer))) {
				if (declarer.isHidden() || bytes == null) {
					return false;
				}
				Reader reader = new Reader();
				new ClassReader(bytes).accept(reader, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
				return reader.found && !reader.changes;
			}
		}
		catch (ReflectiveOperationException | IOException | RuntimeException ex) {
			return false;
		}
	}

	/**
	 * Reader of the method that inspects statements.
	 */
	private static final class Reader extends ClassVisitor {

		private static final String DESCRIPTOR = Type.getMethodDescriptor(Type.getType(String.class),
				Type.getType(String.class));

		private boolean found;

		private boolean changes;

		Reader() {
			super(SpringAsmInfo.ASM_VERSION);
		}

		@Override
		public @Nullable MethodVisitor visitMethod(int access, String name, String descriptor,
				@Nullable String signature, String @Nullable [] exceptions) {
			if (!name.equals("inspect") || !descriptor.equals(DESCRIPTOR)) {
				return null;
			}
			this.found = true;
			return new Returns();
		}

		/**
		 * Visitor that looks at what comes right before each return. Where a jump may
		 * lead to the return itself, the value may have been loaded elsewhere.
		 */
		private final class Returns extends MethodVisitor {

			private boolean given;

			Returns() {
				super(SpringAsmInfo.ASM_VERSION);
			}

			@Override
			public void visitVarInsn(int opcode, int index) {
				Reader.this.changes |= opcode == Opcodes.ASTORE && index == 1;
				this.given = opcode == Opcodes.ALOAD && index == 1;
			}

			@Override
			public void visitInsn(int opcode) {
				Reader.this.changes |= opcode == Opcodes.ARETURN && !this.given;
				this.given = opcode == Opcodes.ACONST_NULL;
			}

			@Override
			public void visitLabel(Label label) {
				this.given = false;
			}

			@Override
			public void visitIntInsn(int opcode, int operand) {
				this.given = false;
			}

			@Override
			public void visitTypeInsn(int opcode, String type) {
				this.given = false;
			}

			@Override
			public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
				this.given = false;
			}

			@Override
			public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
				this.given = false;
			}

			@Override
			public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
				this.given = false;
			}

			@Override
			public void visitJumpInsn(int opcode, Label label) {
				this.given = false;
			}

			@Override
			public void visitLdcInsn(Object value) {
				this.given = false;
			}

			@Override
			public void visitIincInsn(int index, int increment) {
				this.given = false;
			}

		}

	}

}
